package io.github.blkunit.fio;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The job options that a fio has, by its own account: what {@code fio --cmdhelp=all} and {@code fio --enghelp=ENGINE} print. Nothing
 * here is written down per version.
 *
 * @param version such as {@code 3.39}
 * @param names without dashes; aliases are not among them
 */
record FioCatalogue(String version, Set<String> names) {
    private static final Pattern OPTION = Pattern.compile("^ *([a-z][a-z0-9_]*) *: ", Pattern.MULTILINE);
    /** Further apart than this is another word rather than a slip. */
    private static final int SLIP = 3;

    FioCatalogue { names = Set.copyOf(names); }

    /**
     * Reads the lists.
     *
     * @param version what {@code fio --version} prints
     * @param lists what the help commands print
     */
    static FioCatalogue parse(String version, String... lists) {
        Set<String> names = new HashSet<>();
        for (String list : lists) {
            Matcher option = OPTION.matcher(list);
            while (option.find()) { names.add(option.group(1)); }
        }
        return new FioCatalogue(version.strip().replaceFirst("^fio-", ""), names);
    }

    boolean has(String option) { return names.contains(option); }

    /** The option that somebody may have meant. */
    Optional<String> nearest(String option) {
        return names.stream().filter(name -> distance(name, option) <= SLIP)
                .min(Comparator.<String>comparingInt(name -> distance(name, option)).thenComparing(Comparator.naturalOrder()));
    }

    FioException unknown(String option, String engine) {
        return new FioException("fio " + version + " has no option '" + option + "' for the engine " + engine
                + nearest(option).map(name -> "; did you mean '" + name + "'?").orElse("")
                + " (fio --cmdhelp=all and fio --enghelp=" + engine + " list what it has)");
    }

    /** Levenshtein's: letters to change, add or drop. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) { row[j] = j; }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
