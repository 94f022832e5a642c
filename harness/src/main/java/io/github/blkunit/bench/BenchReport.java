package io.github.blkunit.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes what was measured: {@code bench.md}, {@code bench.json} and {@code bench.svg}. */
public final class BenchReport {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private BenchReport() {}

    /**
     * Writes the three files.
     *
     * @param about facts about the run, name to value
     */
    public static void write(Path folder, List<Round> rounds, Map<String, String> about) throws IOException {
        List<CellResult> results = CellResult.of(rounds);
        Files.createDirectories(folder);
        JSON.writeValue(folder.resolve("bench.json").toFile(), Map.of("about", about, "cells", results, "rounds", rounds));
        Files.writeString(folder.resolve("bench.md"), table(results, about));
        if (!results.isEmpty()) Files.writeString(folder.resolve("bench.svg"), RatioPlot.svg(results));
    }

    /** {@return a Markdown table, a row for each cell} */
    public static String table(List<CellResult> results, Map<String, String> about) {
        StringBuilder text = new StringBuilder("# The ublk server in Java against kublk\n\n");
        about.forEach((name, value) -> text.append("- ").append(name).append(": ").append(value).append('\n'));
        if (!results.isEmpty())
            text.append(String.format(Locale.ROOT, "- median of the ratios: %.3f%n", CellResult.medianRatio(results)));
        text.append(
                "\nRatio = our requests per second / theirs, with its 95 % interval (signed ranks of paired rounds). Latencies and processor time: ours / theirs.\n\n");
        text.append(
                "| cell | ratio | interval | IOPS | p50 µs | p99 µs | p99.9 µs | server CPU µs per request | switches per request |\n");
        text.append("|---|---|---|---|---|---|---|---|---|\n");
        for (CellResult result : results) row(text, result);
        return text.toString();
    }

    private static void row(StringBuilder text, CellResult result) {
        var ours = result.ours();
        var theirs = result.theirs();
        text.append(String.format(Locale.ROOT,
                "| %s | %.3f | %.3f–%.3f | %.0f / %.0f | %.0f / %.0f | %.0f / %.0f | %.0f / %.0f | %.1f / %.1f | %.2f / %.2f |%n",
                result.cell(),
                result.ratio(), result.lower(), result.upper(), ours.iops(), theirs.iops(), ours.p50() / 1000, theirs.p50()
                        / 1000, ours.p99() / 1000,
                theirs.p99() / 1000, ours.p999() / 1000, theirs.p999() / 1000, ours.cpuPerRequest() / 1000, theirs.cpuPerRequest()
                        / 1000,
                ours.switchesPerRequest(), theirs.switchesPerRequest()));
    }
}
