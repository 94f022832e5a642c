package io.github.blkunit.kernellog;

import io.github.blkunit.kernellog.Signature.Shape;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads pattern files: sections {@code [kind name]} with {@code key: value} lines, {@code #} for comments. */
final class PatternFile {
    private static final String FORMAT = "format: 1";
    private static final Set<String> SIGNATURE = Set.of("level", "kind", "shape", "match", "title");
    private static final Set<String> IGNORE = Set.of("match", "reason", "link", "expires");
    private final String name;
    private final List<Signature> signatures = new ArrayList<>();
    private final List<Waiver> waivers = new ArrayList<>();
    private final List<Pattern> dull = new ArrayList<>();
    private String section = "";
    private int sectionLine;
    private int number;
    private Map<String, String> values = new LinkedHashMap<>();

    private PatternFile(String name) { this.name = name; }

    static Patterns parse(String name, String text) throws PatternFileException {
        PatternFile file = new PatternFile(name);
        file.read(text.lines().toList());
        if (file.signatures.isEmpty() && file.waivers.isEmpty()) {
            throw new PatternFileException("pattern file holds neither a signature nor an ignore entry: file=" + name, null);
        }
        return new Patterns(file.signatures, file.waivers, file.dull);
    }

    private void read(List<String> lines) throws PatternFileException {
        boolean versioned = false;
        for (String raw : lines) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) continue;
            if (!versioned) {
                if (!line.equals(FORMAT)) throw wrong("the first line is not '" + FORMAT + "'", null);
                versioned = true;
            } else if (line.startsWith("[") && line.endsWith("]")) {
                endSection();
                section = line.substring(1, line.length() - 1).strip();
                sectionLine = number;
            } else {
                entry(line);
            }
        }
        endSection();
    }

    private void entry(String line) throws PatternFileException {
        int colon = line.indexOf(':');
        if (section.isEmpty() || colon < 0) throw wrong("neither a section nor 'key: value': " + line, null);
        String key = line.substring(0, colon).strip();
        String value = line.substring(colon + 1).strip();
        if (section.equals("frames") && key.equals("skip")) {
            dull.add(regex(value));
        } else if (values.put(key, value) != null) {
            throw wrong("twice in [" + section + "]: " + key, null);
        }
    }

    private void endSection() throws PatternFileException {
        number = section.isEmpty() ? number : sectionLine;
        String[] words = section.split(" ", 2);
        switch (words[0]) {
            case "" -> {}
            case "frames" -> keys(Set.of());
            case "signature" -> signatures.add(signature(words));
            case "ignore" -> waivers.add(waiver(words));
            default -> throw wrong("no such section, there are signature, ignore and frames: [" + section + "]", null);
        }
        values = new LinkedHashMap<>();
    }

    private Signature signature(String[] words) throws PatternFileException {
        keys(SIGNATURE);
        try {
            return new Signature(named(words), Level.valueOf(value("level")), value("kind"), Shape.valueOf(value("shape")), regex(
                    value("match")), value("title"));
        } catch (IllegalArgumentException e) {
            throw wrong("[" + section + "]: " + e.getMessage(), e);
        }
    }

    private Waiver waiver(String[] words) throws PatternFileException {
        keys(IGNORE);
        String expires = value("expires");
        try {
            LocalDate last = expires.equals("never") ? null : LocalDate.parse(expires);
            return new Waiver(named(words), regex(value("match")), value("reason"), value("link"), last);
        } catch (DateTimeParseException e) {
            throw wrong("expires is neither a day (2027-01-31) nor 'never': " + expires, e);
        }
    }

    private String named(String[] words) throws PatternFileException {
        if (words.length < 2) throw wrong("section without a name: [" + section + "]", null);
        return words[1].strip();
    }

    private void keys(Set<String> known) throws PatternFileException {
        for (String key : values.keySet()) {
            if (!known.contains(key)) throw wrong("unknown key in [" + section + "]: " + key, null);
        }
    }

    private String value(String key) throws PatternFileException {
        String value = values.get(key);
        if (value == null || value.isEmpty()) throw wrong("missing in [" + section + "]: " + key, null);
        return value;
    }

    private Pattern regex(String text) throws PatternFileException {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw wrong("not a regular expression: " + text + " (" + e.getDescription() + ")", e);
        }
    }

    private PatternFileException wrong(String what, @Nullable Throwable cause) {
        return new PatternFileException("pattern file: file=" + name + ", line=" + number + ": " + what, cause);
    }
}
