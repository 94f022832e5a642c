package io.github.blkunit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.perf.archive.RunArchive;
import io.github.blkunit.perf.archive.RunDocument.Kind;
import io.github.blkunit.report.RunExamples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PerfCommandTest {
    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();

    @Test
    void a_dry_run_says_what_the_plan_costs_and_what_it_can_find() {
        assertThat(run("perf", "run", "--dry-run", "--budget", "20")).isZero();
        assertThat(out.toString()).contains("UblkJava against NullBlk", "2 cells", "looks after [2, 3, 4] boots",
                "finds with 80 %");
    }

    @Test
    void a_budget_that_is_too_small_is_refused_with_what_is_needed() {
        assertThat(run("perf", "run", "--dry-run", "--budget", "1", "--set", "BLOCKING")).isEqualTo(Main.FAILED);
        assertThat(out.toString()).contains("too little time", "needed=");
    }

    @Test
    void history_and_explanation_come_from_the_archive() throws IOException {
        RunArchive archive = new RunArchive(folder);
        Path file = archive.add(RunExamples.run(Kind.BUILDS, "c0ffee", 0.9));
        assertThat(run("perf", "history", "--archive", folder.toString())).isZero();
        assertThat(run("perf", "explain", file.toString())).isZero();
        assertThat(out.toString()).contains("FAIL", "1 runs in", "randread-4k-qd1: FAIL", "95 % interval");
    }

    @Test
    void what_is_not_there_is_named_before_anything_starts() {
        assertThat(run("perf", "run", "--driver", "NoSuch")).isEqualTo(Main.FAILED);
        assertThat(run("perf", "run", "--dry-run", "--only", "randread-8k")).isEqualTo(Main.FAILED);
        assertThat(run("perf", "compare", "--repository", folder.toString())).isEqualTo(Main.FAILED);
        assertThat(run("perf", "history", "--archive", folder.resolve("none").toString())).isEqualTo(Main.FAILED);
        assertThat(run("perf", "explain", folder.resolve("none.json").toString())).isEqualTo(Main.FAILED);
        assertThat(out.toString()).contains("class=io.github.blkunit.driver.NoSuch", "--only=randread-8k",
                "no work tree of a git repository", "no archive: --archive=", "there is no file=");
    }

    @Test
    void one_workload_of_a_set_can_be_chosen() {
        assertThat(run("perf", "run", "--dry-run", "--only", "randread-4k-qd32")).isZero();
        assertThat(out.toString()).contains("1 cells");
    }

    @Test
    void a_damaged_document_is_named() throws IOException {
        Files.writeString(folder.resolve("x.json"), "{\"format\": 1, ");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> new RunArchive(folder).runs()).isInstanceOf(IOException.class)
                .hasMessageContaining("x.json");
    }

    @Test
    void a_document_that_cannot_be_written_is_named_and_leaves_nothing() throws IOException {
        Path file = folder.resolve("run.json");
        Files.createDirectories(file.resolve("in-the-way"));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> RunArchive.write(RunExamples.run(Kind.AA, "", 1), file))
                .isInstanceOf(IOException.class).hasMessageContaining("file=" + file);
        assertThat(folder).isDirectoryNotContaining("glob:**unfinished*");
    }

    private int run(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(out, true));
        return line.execute(arguments);
    }
}
