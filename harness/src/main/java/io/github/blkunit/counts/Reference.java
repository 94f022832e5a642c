package io.github.blkunit.counts;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.GuestArtefacts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The figures that a project has agreed to, in a file of its repository. */
public final class Reference {
    /** Where it is on the class path. */
    public static final String FILE = "counts.json";
    /** Configuration parameter or system property: {@code true} takes over what is counted instead of comparing. */
    public static final String UPDATE = "blkunit.counts.update";

    private static volatile boolean updating;

    private Reference() {}

    /** Whether counts are taken over from now on; set by the extension that runs before each test. */
    public static void updating(boolean on) {
        updating = on;
    }

    /** What differs, as facts; empty if nothing does, or the reference is being updated. */
    static Optional<Map<String, String>> check(String name, Counts counts) {
        keep(name, counts);
        return updating ? Optional.empty() : compare(name, counts, text());
    }

    static Optional<Map<String, String>> compare(String name, Counts counts, String file) {
        ReferenceEntry wanted;
        try {
            wanted = ReferenceFile.parse(file).entries().get(name);
        } catch (JsonProcessingException e) {
            throw new CountsException(FILE + " is damaged: " + e.getOriginalMessage(), e);
        }
        String cure = "intended? run the tests with -D" + UPDATE + "=true and commit src/test/resources/" + FILE;
        Map<String, String> differences = new LinkedHashMap<>();
        if (wanted == null) {
            differences.put("reason", "there is no such entry");
        } else {
            for (Metric metric : Metric.values()) { compare(metric, wanted, counts, differences); }
        }
        if (differences.isEmpty()) { return Optional.empty(); }
        differences.put("cure", cure);
        return Optional.of(differences);
    }

    private static void compare(Metric metric, ReferenceEntry wanted, Counts counts, Map<String, String> differences) {
        Double before = wanted.figures().get(metric.key());
        Double now = counts.figures().get(metric);
        if (before == null) {
            if (now != null) {
                differences.put(metric.key(), "is counted now (" + CountAssert.text(now) + ") and not in the file");
            }
        } else if (now == null) {
            differences.put(metric.key(), "was " + CountAssert.text(before) + " and is not counted any more");
        } else if (Math.abs(before - now) > metric.tolerance()) {
            differences.put(metric.key(), "expected " + CountAssert.text(before) + " (give or take " + CountAssert.text(metric
                    .tolerance())
                    + "), was " + CountAssert.text(now));
        }
    }

    private static String text() {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE)) {
            return in == null ? "{}" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CountsException("cannot read " + FILE + " from the class path: " + e, e);
        }
    }

    /** Leaves what was counted among the test's files, from where an update takes it. */
    private static void keep(String name, Counts counts) {
        Map<String, Double> figures = new LinkedHashMap<>();
        counts.figures().forEach((metric, value) -> figures.put(metric.key(), ReferenceFile.rounded(value)));
        try {
            Path file = GuestArtefacts.newFile(ReferenceFile.ARTEFACT, ".json");
            Files.writeString(file, new ReferenceFile(Map.of(name, new ReferenceEntry(figures))).toJson());
            GuestArtefacts.finished(file);
        } catch (IOException | DriverException e) {
            throw new CountsException("the counts have no place: " + e.getMessage(), e);
        }
    }
}
