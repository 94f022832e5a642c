package io.github.blkunit.fio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FioOutcomeTest {
    private static final FioClock SANE = new FioClock(Duration.ofSeconds(4), Duration.ofSeconds(4));

    @TempDir
    Path folder;

    @Test
    void a_good_report_is_a_result_that_knows_where_it_comes_from() throws IOException {
        FioResult result = outcome(Fio.randread("4k"), Recorded.text("randread-fio-3.33.json"), "").report(0, SANE).only();
        assertThat(result.json()).isEqualTo(folder.resolve("fio.json"));
        assertThat(result.command()).containsExactly("fio", "--name=x");
        assertThat(result.surroundings().kernel()).isNotBlank();
    }

    @Test
    void a_device_error_is_told_with_errno_and_fios_words() throws IOException {
        String words = "fio: io_u error on file /dev/ublkb0: Input/output error: read offset=0, buflen=4096\n";
        String report = words + Recorded.text("randread-fio-3.33.json").replaceFirst("\"error\" : 0", "\"error\" : 5");
        assertThatExceptionOfType(FioException.class).isThrownBy(() -> outcome(Fio.randread("4k"), report, "").report(1, SANE)
                .only())
                .withMessageContainingAll("fio met a device error: EIO (5), status=1", words.strip(), "command  fio --name=x",
                        "JSON     " + folder.resolve("fio.json"), "kernel   ");
    }

    @Test
    void a_job_that_tolerates_errors_gets_its_counts() throws IOException {
        String report = Recorded.text("randread-fio-3.33.json").replaceFirst("\"error\" : 0",
                "\"error\" : 5, \"total_err\" : 7, \"first_error\" : 5");
        assertThat(outcome(Fio.randread("4k").toleratingErrors(), report, "").report(1, SANE).only().errors()).isEqualTo(
                new FioErrors(7, 5));
    }

    @Test
    void a_refused_job_is_told_in_fios_words_without_its_progress() {
        assertThatExceptionOfType(FioException.class)
                .isThrownBy(() -> outcome(Fio.randread("4k"), "", "Jobs: 1 (f=1)\rfio: bad option <bs=x>\n").report(1, SANE)
                        .only())
                .withMessageContaining("fio failed: status=1, fio said: fio: bad option <bs=x>\n").withMessageNotContaining(
                        "Jobs: 1");
    }

    @Test
    void an_empty_and_a_truncated_report_of_a_fio_that_claims_success_are_errors() throws IOException {
        assertThatExceptionOfType(FioException.class).isThrownBy(() -> outcome(Fio.randread("4k"), "", "").report(0, SANE).only())
                .withMessageContaining("fio's report cannot be used: it is empty");
        String cut = Recorded.text("randread-fio-3.33.json").substring(0, 1000);
        assertThatExceptionOfType(FioException.class).isThrownBy(() -> outcome(Fio.randread("4k"), cut, "").report(0, SANE)
                .only())
                .withMessageContaining("fio's report cannot be used: it is cut short or damaged at line ");
    }

    @Test
    void copies_are_merged_through_their_bins() throws IOException {
        FioReport report = outcome(Fio.randrw("4k"), Recorded.text("groups-fio-3.39.json"), "").report(0, SANE);
        assertThat(report.jobs()).extracting(FioResult::job, FioResult::copies).containsExactly(tuple("mix", 2), tuple("seq", 1));
        IoStats reads = report.job("mix").in(Direction.READ);
        IoStats writes = report.job("mix").in(Direction.WRITE);
        assertThat(reads.requests() + writes.requests()).isEqualTo(600);
        assertThat(reads.completion().bins().total()).isEqualTo(reads.requests());
        assertThat(reads.completion().percentile(Percentile.P99)).isBetween(reads.completion().min(), reads.completion().max());
        assertThat(reads.completion().percentiles()).as("the same shares as fio reports of each copy").hasSize(17);
        assertThat(reads.iops()).isEqualTo(reads.requests() / (reads.runtime().toMillis() / 1e3), within(0.1));
        assertThat(report.group(1).bandwidth()).isEqualTo(report.job("seq").bandwidth());
        assertThatIllegalArgumentException().isThrownBy(() -> report.job("mixed")).withMessage(
                "no such job: name=mixed, jobs=[mix, seq]");
        assertThatIllegalStateException().isThrownBy(report::only).withMessageContaining("groups=2");
    }

    @Test
    void data_that_came_back_wrong_is_told_in_fios_words() throws IOException {
        String report = Recorded.text("verify-failed-fio-3.39.json");
        assertThatExceptionOfType(FioException.class).isThrownBy(() -> outcome(Fio.write("4k"), report, "").report(1, SANE)
                .only())
                .withMessageContainingAll("fio met a device error: EILSEQ (84)", "verify: bad header rand_seed");
    }

    @Test
    void a_clock_that_jumps_leaves_no_verdict() throws IOException {
        String report = Recorded.text("randread-fio-3.33.json");
        FioClock jumped = new FioClock(Duration.ofSeconds(4), Duration.ofHours(1));
        assertThatExceptionOfType(FioException.class).isThrownBy(() -> outcome(Fio.randread("4k"), report, "").report(0, jumped))
                .withMessageContainingAll("the machine's clock was set while fio ran: jump=3596.000 s, elapsed=4.000 s",
                        "run it again");
        FioClock shorter = new FioClock(Duration.ofMillis(500), Duration.ofMillis(500));
        assertThatExceptionOfType(FioException.class).isThrownBy(() -> outcome(Fio.randread("4k"), report, "").report(0, shorter))
                .withMessageContaining("fio says it ran for 3.001 s, but it lived for 0.500 s");
    }

    @Test
    void a_killed_fio_is_told_by_its_signal() {
        assertThatExceptionOfType(FioException.class).isThrownBy(() -> outcome(Fio.read("4k"), "", "").report(137, SANE))
                .withMessageContaining("fio failed: killed by signal 9, fio said: nothing");
    }

    @Test
    void the_last_line_of_progress_is_found_behind_carriage_returns() throws IOException {
        FioLog log = new FioLog(Files.writeString(folder.resolve("fio.log"),
                "Jobs: 2 (f=2)\rJobs: 2 (f=2): [m(2)][75.0%][r=1209MiB/s,w=1210MiB/s][r=309k,w=310k IOPS][eta 00m:01s]\r"));
        assertThat(log.progress()).hasValueSatisfying(progress -> {
            assertThat(progress.percent()).isEqualTo(75.0);
            assertThat(progress.iops()).isEqualTo("r=309k,w=310k");
        });
        assertThat(log.lastWords()).startsWith("last progress: Jobs: 2 (f=2): [m(2)][75.0%]");
        assertThat(new FioLog(Files.writeString(folder.resolve("empty.log"), "")).lastWords()).isEqualTo("no sign of progress");
    }

    private FioOutcome outcome(Fio job, String json, String log) throws IOException {
        Path jsonFile = Files.writeString(folder.resolve("fio.json"), json);
        Path logFile = Files.writeString(folder.resolve("fio.log"), log);
        return new FioOutcome(job.plan(), List.of("fio", "--name=x"), jsonFile, new FioLog(logFile));
    }
}
