package io.github.blkunit.report;

import static java.util.Locale.ROOT;

import io.github.blkunit.perf.archive.RunArchive;
import io.github.blkunit.perf.archive.RunDocument;
import io.github.blkunit.report.TestReport.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * {@code target/blkunit/index.html}: everything that lies in a build folder, on one page with links. Performance runs with their verdicts,
 * benchmarks, tests, what they left behind. As self-contained as the other pages.
 */
public final class Overview {
    private static final int DEEP = 5;

    private final Path target;
    private final Path folder;
    private final StringBuilder page = new StringBuilder();

    private Overview(Path target) {
        this.target = target;
        this.folder = target.resolve("blkunit");
    }

    /**
     * Writes the page anew.
     *
     * @param target the build folder; its {@code blkunit} need not exist
     * @return the page
     * @throws IOException if something there cannot be read; the message names it
     */
    public static Path write(Path target) throws IOException {
        Overview overview = new Overview(target.toAbsolutePath().normalize());
        Files.createDirectories(overview.folder);
        return Files.writeString(overview.folder.resolve("index.html"), overview.page());
    }

    private String page() throws IOException {
        page.append(Html.head("blkunit")).append("<h1>blkunit</h1>\n");
        runs();
        benchmarks();
        tests();
        artefacts();
        return page.append("</body></html>\n").toString();
    }

    private void runs() throws IOException {
        List<String> rows = new ArrayList<>();
        for (Path file : named("run.json")) {
            RunDocument run = RunArchive.read(file);
            rows.add(Html.row("td", List.of("<span class=\"verdict " + run.verdict() + "\">" + run.verdict() + "</span>" + (run
                    .blocks() ? "" : " (advisory)"), Html.link(link(file.resolveSibling("report.html")), run.title()), Html
                            .escape(
                                    run.started()), Integer.toString(run.cells().size()))));
        }
        table("Performance runs", List.of("verdict", "run", "started", "cells"), rows);
    }

    private void benchmarks() throws IOException {
        List<String> rows = new ArrayList<>();
        for (Path file : List.of(target.resolve("bench/jmh.json"), folder.resolve("jmh.json"))) {
            if (!Files.isRegularFile(file)) { continue; }
            for (JmhResult each : JmhResult.read(file)) {
                rows.add(Html.row("td", List.of(Html.link(link(file), each.name()), Html.escape(each.parameters()), each.mode(),
                        number(OptionalDouble.of(each.score())), number(each.error()), Html.escape(each.unit()), Integer.toString(
                                each.forks()), number(each.allocated()))));
            }
        }
        table("Benchmarks (JMH)", List.of("benchmark", "parameters", "mode", "score", "± (99.9 %)", "unit", "forks",
                "bytes allocated"), rows);
        Path ublk = target.resolve("bench/ublk/bench.md");
        if (Files.exists(ublk)) {
            page.append("<p>").append(Html.link(link(ublk), "This driver against the kernel's test server")).append("</p>\n");
        }
    }

    private void tests() throws IOException {
        List<String> rows = new ArrayList<>();
        for (TestReport report : TestReport.in(target)) {
            long failed = report.count(Status.FAILED);
            String left = Files.isDirectory(folder.resolve(report.className())) ? Html.link(report.className() + "/", "artefacts")
                    : "";
            rows.add(Html.row("td", List.of(Html.escape(report.className()), "<span class=\"verdict " + (failed > 0 ? "FAIL"
                    : "PASS") + "\">" + (failed > 0 ? failed + " failed" : "ok") + "</span>", Long.toString(report.count(
                            Status.PASSED)), Long.toString(report.count(Status.SKIPPED)), left)));
            report.cases().stream().filter(test -> test.status() != Status.PASSED).forEach(test -> rows.add(Html.row("td", List
                    .of("&nbsp; " + Html.escape(test.name()), test.status().word(), Html.escape(test.message())))));
        }
        table("Tests", List.of("class", "", "passed", "skipped", ""), rows);
    }

    private void artefacts() throws IOException {
        List<String> rows = new ArrayList<>();
        try (Stream<Path> found = Files.list(folder)) {
            found.filter(each -> !each.endsWith("index.html")).sorted().forEach(each -> rows.add(Html.row("td", List.of(Html.link(
                    link(each), String.valueOf(each.getFileName()))))));
        }
        table("Everything", List.of("in " + Html.escape(String.valueOf(folder.getFileName()))), rows);
    }

    private void table(String title, List<String> head, List<String> rows) {
        if (rows.isEmpty()) { return; }
        page.append("<h2>").append(title).append("</h2>\n<table><thead>").append(Html.row("th", head)).append(
                "</thead><tbody>\n");
        rows.forEach(page::append);
        page.append("</tbody></table>\n");
    }

    /** Files of that name, not too deep: the work trees of compared commits have reports of their own. */
    private List<Path> named(String name) throws IOException {
        try (Stream<Path> found = Files.find(folder, DEEP, (path, _) -> path.endsWith(name))) {
            return found.filter(path -> !folder.relativize(path).toString().contains("trees/")).sorted().toList();
        }
    }

    private String link(Path file) { return folder.relativize(file).toString(); }

    private static String number(OptionalDouble value) {
        return value.isEmpty() ? "" : String.format(ROOT, "%.3f", value.getAsDouble());
    }
}
