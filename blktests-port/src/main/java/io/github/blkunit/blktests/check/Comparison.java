package io.github.blkunit.blktests.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Two results folders, id by id: ours and, for instance, one that upstream's own runner wrote. Conditions and devices of the same id
 * count together: a failure of any is its verdict, else a pass of any. The runtimes of all are added up.
 *
 * @param ours verdict and seconds by id
 * @param theirs the same
 */
record Comparison(SortedMap<String, Outcome> ours, SortedMap<String, Outcome> theirs) {
    private static final Pattern SECONDS = Pattern.compile("([0-9.]+)s?");
    private static final int SLOWEST = 10;

    /** How one id ended. */
    record Outcome(Verdict verdict, double seconds) {
        private Outcome with(Outcome other) {
            return new Outcome(worse(verdict, other.verdict), seconds + other.seconds);
        }

        private static Verdict worse(Verdict one, Verdict other) {
            if (one == Verdict.FAILED || other == Verdict.FAILED) { return Verdict.FAILED; }
            return one == Verdict.PASSED || other == Verdict.PASSED ? Verdict.PASSED : Verdict.NOT_RUN;
        }
    }

    static Comparison of(Path ours, Path theirs) throws IOException { return new Comparison(read(ours), read(theirs)); }

    /** Prints a line for each id, both totals and the slowest of ours. Returns whether all ids that both have agree. */
    boolean print(PrintWriter out) {
        boolean agree = true;
        out.printf(Locale.ROOT, "%-12s %-10s %9s   %-10s %9s%n", "id", "here", "s", "there", "s");
        TreeSet<String> ids = new TreeSet<>(ours.keySet());
        ids.addAll(theirs.keySet());
        for (String id : ids) {
            Outcome here = ours.get(id);
            Outcome there = theirs.get(id);
            boolean same = here == null || there == null || here.verdict() == there.verdict();
            agree &= same;
            out.printf("%-12s %s   %s%s%n", id, column(here), column(there), same ? "" : "   DIFFERENT");
        }
        TreeSet<String> both = new TreeSet<>(ours.keySet());
        both.retainAll(theirs.keySet());
        double here = both.stream().mapToDouble(id -> ours.getOrDefault(id, NONE).seconds()).sum();
        double there = both.stream().mapToDouble(id -> theirs.getOrDefault(id, NONE).seconds()).sum();
        out.printf(Locale.ROOT, "%d ids in both: %.1f s here, %.1f s there, ratio %.2f%n", both.size(), here, there, here
                / there);
        printSlowest(out);
        out.flush();
        return agree;
    }

    /** Prints the ten tests that took longest here. */
    void printSlowest(PrintWriter out) {
        out.println("slowest here:");
        ours.entrySet().stream().sorted(Map.Entry.<String, Outcome>comparingByValue((one, other) -> Double.compare(other
                .seconds(),
                one.seconds()))).limit(SLOWEST).forEach(entry -> out.printf(Locale.ROOT, "    %-12s %8.3f s%n", entry.getKey(),
                        entry.getValue().seconds()));
    }

    private static final Outcome NONE = new Outcome(Verdict.NOT_RUN, 0);

    private static String column(@org.jspecify.annotations.Nullable Outcome outcome) {
        return outcome == null ? String.format("%-10s %9s", "-", "-")
                : String.format(Locale.ROOT, "%-10s %9.3f", outcome.verdict().stored(), outcome.seconds());
    }

    /** Reads {@code DEVICE/GROUP/NNN} below a folder. */
    static SortedMap<String, Outcome> read(Path root) throws IOException {
        if (!Files.isDirectory(root)) { throw new IllegalArgumentException("no results folder: " + root); }
        SortedMap<String, Outcome> outcomes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root, 3)) {
            for (Path file : files.filter(one -> String.valueOf(one.getFileName()).matches("\\d{3}")).filter(Files::isRegularFile)
                    .sorted().toList()) {
                Map<String, String> fields = ResultTree.read(file);
                var verdict = Verdict.ofStored(fields.getOrDefault("status", ""));
                if (verdict.isEmpty()) { continue; } // a run that was broken off
                String id = file.getName(file.getNameCount() - 2) + "/" + file.getFileName();
                outcomes.merge(id, new Outcome(verdict.get(), seconds(fields.getOrDefault("runtime", ""))), Outcome::with);
            }
        }
        return outcomes;
    }

    private static double seconds(String text) {
        Matcher number = SECONDS.matcher(text.strip());
        return number.matches() ? Double.parseDouble(number.group(1)) : 0;
    }
}
