package io.github.blkunit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.blkunit.perf.archive.RunArchive;
import io.github.blkunit.perf.archive.RunDocument.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverviewTest {
    private static final String JMH = """
            [{"benchmark": "a.b.QueueBenchmark.answer", "mode": "avgt", "forks": 2, "params": {"batch": "16"},
              "primaryMetric": {"score": 812.25, "scoreError": 12.5, "scoreUnit": "ns/op"},
              "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 0.001}}},
             {"benchmark": "a.b.QueueBenchmark.once", "mode": "ss", "forks": 1,
              "primaryMetric": {"score": 3.5, "scoreError": "NaN", "scoreUnit": "ms/op"}, "secondaryMetrics": {}}]
            """;
    @TempDir
    private Path target;

    @Test
    void runs_benchmarks_tests_and_artefacts_are_linked_from_one_page() throws IOException {
        RunArchive.write(RunExamples.run(Kind.BUILDS, "c0ffee", 0.9), target.resolve("blkunit/perf/run.json"));
        RunArchive.write(RunExamples.run(Kind.BUILDS, "0ld", 0.9), target.resolve("blkunit/perf/trees/0ld/target/run.json"));
        write("bench/jmh.json", JMH);
        write("surefire-reports/TEST-x.DiskTest.xml",
                """
                        <testsuite name="x.DiskTest"><testcase name="reads" time="1.5"/>
                        <testcase name="writes" time="2"><failure message="lost &lt;a&gt; write">at x</failure></testcase></testsuite>""");
        write("blkunit/x.DiskTest/console.log", "");
        String page = Files.readString(Overview.write(target));
        assertThat(page).contains("href=\"perf/report.html\"", "class=\"verdict FAIL\">FAIL", "href=\"../bench/jmh.json\"",
                "QueueBenchmark.answer", "batch=16", "812.250", "ns/op", "x.DiskTest", "lost &lt;a&gt; write",
                "href=\"x.DiskTest/\"");
        assertThat(page).doesNotContain("trees/0ld", "<script", "http:", "https:");
        assertThat(Overview.write(target)).as("it does not link itself").content().doesNotContain("index.html");
    }

    @Test
    void an_empty_build_folder_has_an_empty_page() throws IOException {
        assertThat(Overview.write(target)).content().contains("<h1>blkunit</h1>").doesNotContain("<table>");
    }

    @Test
    void what_jmh_does_not_know_is_left_open() throws IOException {
        write("jmh.json", JMH);
        assertThat(JmhResult.read(target.resolve("jmh.json"))).extracting(each -> each.error().isPresent(), JmhResult::forks,
                each -> each
                        .allocated().isPresent()).containsExactly(org.assertj.core.groups.Tuple.tuple(true, 2, true),
                                org.assertj.core.groups.Tuple.tuple(false, 1, false));
    }

    @Test
    void results_that_are_cut_short_or_missing_are_told() throws IOException {
        for (String text : new String[] {JMH.substring(0, 200), "[]", "", "[{\"benchmark\": \"a.B.c\"}]"}) {
            Path file = write("jmh.json", text);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> JmhResult.read(file)).withMessageContaining(file
                    .toString());
        }
    }

    private Path write(String name, String text) throws IOException {
        Path file = target.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        return Files.writeString(file, text);
    }
}
