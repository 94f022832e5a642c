package io.github.blkunit.blktests.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The results folder, laid out as upstream's: {@code DEVICE/GROUP/NNN} has a line with key, tab and value for each field, side files
 * start with {@code NNN.}. A test's new result replaces the old one.
 *
 * @param root made if it is not there
 */
record ResultTree(Path root) {
    /** Fields that are of no interest as "the last time" of a metric. */
    private static final Set<String> NOT_METRICS = Set.of("date", "description", "status", "reason", "exit_status");

    /** Metrics of the last run, by name; empty if there was none. */
    Map<String, String> metrics(Result like) throws IOException {
        Map<String, String> metrics = new TreeMap<>(read(file(like)));
        metrics.keySet().removeAll(NOT_METRICS);
        return metrics;
    }

    /** Replaces the last result of the same test on the same device and under the same condition. */
    void write(Result result, Map<String, Path> sideFiles) throws IOException {
        Path file = file(result);
        Files.createDirectories(file.getParent());
        removeSideFiles(file);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("date", LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")));
        fields.put("description", result.test().description());
        fields.put("status", result.verdict().stored());
        if (!result.reason().isEmpty()) { fields.put("reason", firstLine(result.reason())); }
        fields.putAll(metricsOf(result));
        StringBuilder text = new StringBuilder();
        fields.forEach((key, value) -> text.append(key).append('\t').append(value.replace('\n', ' ')).append('\n'));
        Files.writeString(file, text);
        if (result.verdict() == Verdict.FAILED) { Files.writeString(side(file, "failure.txt"), result.reason() + "\n"); }
        for (var side : sideFiles.entrySet()) {
            Files.copy(side.getValue(), side(file, side.getKey()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The metrics of a run: its time, then what the test reported. */
    static Map<String, String> metricsOf(Result result) {
        Map<String, String> metrics = new TreeMap<>(result.fields());
        metrics.put("runtime", String.format(Locale.ROOT, "%.3fs", result.runtime().toMillis() / 1000.0));
        return metrics;
    }

    /** Where the result of a test is. */
    Path file(Result result) {
        return root.resolve(result.folder()).resolve(result.test().group()).resolve(result.test().number());
    }

    /** The fields of a result file; empty if there is none. */
    static Map<String, String> read(Path file) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        if (!Files.isRegularFile(file)) { return fields; }
        for (String line : Files.readAllLines(file)) {
            int tab = line.indexOf('\t');
            if (tab > 0) { fields.put(line.substring(0, tab), line.substring(tab + 1)); }
        }
        return fields;
    }

    private static String firstLine(String text) { return text.lines().map(String::strip).findFirst().orElse(""); }

    private static Path side(Path file, String name) { return file.resolveSibling(file.getFileName() + "." + name); }

    private static void removeSideFiles(Path file) throws IOException {
        try (var old = Files.newDirectoryStream(file.getParent(), file.getFileName() + ".*")) {
            for (Path one : old) { Files.delete(one); }
        }
    }
}
