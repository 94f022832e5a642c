package io.github.blkunit.fio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.github.blkunit.ByteSize;
import io.github.blkunit.fio.FioJson.FormatException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FioJsonTest {

    @Test
    void reads_figures_with_their_units() throws Exception {
        FioJson report = FioJson.parse(Recorded.text("randread-fio-3.33.json"));
        assertThat(report.entries().getFirst().name()).isEqualTo("randread");
        assertThat(report.version()).isEqualTo("3.33");
        assertThat(report.error()).isZero();
        IoStats read = Recorded.in(report, Direction.READ);
        assertThat(read.requests()).isEqualTo(2499578);
        assertThat(read.iops()).isEqualTo(832915.03, within(0.01));
        assertThat(read.bandwidth()).isEqualTo(new ByteSize(3411619956L));
        assertThat(read.runtime()).isEqualTo(Duration.ofMillis(3001));
        assertThat(read.completion().mean()).isEqualTo(Duration.ofNanos(151341));
        assertThat(read.completion().percentile(Percentile.P99)).isEqualTo(Duration.ofNanos(1073152));
        assertThat(read.completion().percentile(Percentile.P99_99)).isEqualTo(Duration.ofNanos(8454144));
        assertThat(read.total().max()).isEqualTo(Duration.ofNanos(33783609));
    }

    @Test
    void any_percentile_comes_from_the_bins_and_those_that_fio_reports_agree() throws Exception {
        for (JobEntry entry : FioJson.parse(Recorded.text("groups-fio-3.39.json")).entries()) {
            entry.io().values().stream().map(IoStats::completion).filter(latency -> latency.samples() > 0).forEach(latency -> {
                assertThat(latency.percentiles()).hasSize(17);
                latency.percentiles().forEach((share, reported) -> assertThat(latency.bins().percentile(share)).isEqualTo(
                        reported));
                assertThat(latency.bins().total()).isEqualTo(latency.samples());
                assertThat(latency.percentile(new Percentile(97))).isBetween(latency.percentile(Percentile.P95), latency
                        .percentile(Percentile.P99));
            });
        }
    }

    @Test
    void copies_and_groups_are_told_apart() throws Exception {
        assertThat(FioJson.parse(Recorded.text("groups-fio-3.39.json")).entries()).extracting(JobEntry::name, JobEntry::group)
                .containsExactly(tuple("mix", 0), tuple("mix", 0), tuple("seq", 1));
    }

    @Test
    void a_direction_without_requests_is_there_and_empty() throws Exception {
        FioJson report = FioJson.parse(Recorded.text("randread-fio-3.33.json"));
        assertThat(Recorded.in(report, Direction.TRIM).isActive()).isFalse();
        assertThat(Recorded.in(report, Direction.WRITE).completion()).isEqualTo(Latency.NONE);
    }

    @Test
    void complaints_before_the_report_are_passed_over() throws Exception {
        FioJson report = FioJson.parse("note: both iodepth >= 1 and synchronous I/O engine\n" + Recorded.text(
                "randread-fio-3.33.json"));
        assertThat(report.entries().getFirst().name()).isEqualTo("randread");
    }

    @ParameterizedTest @ValueSource(ints = {1, 2, 50, 300, 3000, 6000})
    void a_report_cut_short_says_so(int length) throws IOException {
        String cut = Recorded.text("randread-fio-3.33.json").substring(0, length);
        assertThatExceptionOfType(FormatException.class).isThrownBy(() -> FioJson.parse(cut))
                .withMessageContaining("it is cut short or damaged at line ");
    }

    @Test
    void an_empty_report_and_one_without_json_say_so() {
        assertThatExceptionOfType(FormatException.class).isThrownBy(() -> FioJson.parse("\n")).withMessage("it is empty");
        assertThatExceptionOfType(FormatException.class).isThrownBy(() -> FioJson.parse("fio: something\n"))
                .withMessage("it holds no JSON, but: fio: something");
    }

    @Test
    void a_report_without_the_wanted_fields_names_the_first() {
        assertThatExceptionOfType(FormatException.class).isThrownBy(() -> FioJson.parse("{}")).withMessage(
                "it lacks the field 'jobs'");
        assertThatExceptionOfType(FormatException.class).isThrownBy(() -> FioJson.parse("{\"jobs\": []}"))
                .withMessage("it names no job");
        assertThatExceptionOfType(FormatException.class).isThrownBy(() -> FioJson.parse("{\"jobs\": [{}]}"))
                .withMessage("it lacks the field 'read'");
    }
}
