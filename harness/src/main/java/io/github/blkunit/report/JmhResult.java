package io.github.blkunit.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * One benchmark of a JMH run, from what {@code -rf json} writes.
 *
 * @param name class and method
 * @param parameters {@code name=value}, sorted; may be empty
 * @param mode such as {@code avgt}
 * @param score mean over forks and iterations
 * @param error half of the 99.9 % interval; empty with fewer than two iterations
 * @param unit of both
 * @param forks JVMs that were started for it
 * @param allocated bytes per operation, if {@code -prof gc} was given
 */
public record JmhResult(String name, String parameters, String mode, double score, OptionalDouble error, String unit, int forks,
        OptionalDouble allocated) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Reads a file of results.
     *
     * @throws IOException if it is none, is empty or cut short; the message names the file
     */
    public static List<JmhResult> read(Path file) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new IOException("no JMH results (cut short?): file=" + file + ": " + e.getOriginalMessage(), e);
        }
        if (!root.isArray() || root.isEmpty()) { throw new IOException("no JMH results: file=" + file); }
        List<JmhResult> results = new ArrayList<>();
        for (JsonNode benchmark : root) { results.add(of(benchmark, file)); }
        return List.copyOf(results);
    }

    private static JmhResult of(JsonNode benchmark, Path file) throws IOException {
        JsonNode primary = benchmark.path("primaryMetric");
        if (!primary.path("score").isNumber()) {
            throw new IOException("a JMH result without score: file=" + file + ", benchmark=" + benchmark.path("benchmark"));
        }
        TreeMap<String, String> parameters = new TreeMap<>();
        benchmark.path("params").properties().forEach(each -> parameters.put(each.getKey(), each.getValue().asText()));
        String name = benchmark.path("benchmark").asText();
        int method = name.lastIndexOf('.');
        return new JmhResult(name.substring(name.lastIndexOf('.', method - 1) + 1), String.join(" ", parameters.entrySet()
                .stream()
                .map(Object::toString).toList()), benchmark.path("mode").asText(), primary.path("score").asDouble(), number(
                        primary
                                .path("scoreError")), primary.path("scoreUnit").asText(), benchmark.path("forks").asInt(), number(
                                        benchmark
                                                .path("secondaryMetrics").path("gc.alloc.rate.norm").path("score")));
    }

    /** JMH writes what it does not know as the text NaN. */
    private static OptionalDouble number(JsonNode value) {
        return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
    }
}
