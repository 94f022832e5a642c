package io.github.blkunit.fio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FioOutcomeTest {
    @TempDir
    Path folder;

    @Test
    void a_good_report_is_a_result_that_knows_where_it_comes_from() throws IOException {
        FioResult result = outcome(Fio.randread("4k"), Recorded.text("randread-fio-3.33.json"), "").result(0);
        assertThat(result.json()).isEqualTo(folder.resolve("fio.json"));
        assertThat(result.command()).containsExactly("fio", "--name=x");
        assertThat(result.surroundings().kernel()).isNotBlank();
    }

    @Test
    void a_device_error_is_told_with_errno_and_fios_words() throws IOException {
        String words = "fio: io_u error on file /dev/ublkb0: Input/output error: read offset=0, buflen=4096\n";
        String report = words + Recorded.text("randread-fio-3.33.json").replaceFirst("\"error\" : 0", "\"error\" : 5");
        assertThatExceptionOfType(FioException.class).isThrownBy(() -> outcome(Fio.randread("4k"), report, "").result(1))
                .withMessageContainingAll("fio met a device error: errno=5, status=1", words.strip(), "command  fio --name=x",
                        "JSON     " + folder.resolve("fio.json"), "kernel   ");
    }

    @Test
    void a_job_that_tolerates_errors_gets_its_counts() throws IOException {
        String report = Recorded.text("randread-fio-3.33.json").replaceFirst("\"error\" : 0",
                "\"error\" : 5, \"total_err\" : 7, \"first_error\" : 5");
        assertThat(outcome(Fio.randread("4k").toleratingErrors(), report, "").result(1).errors()).isEqualTo(new FioErrors(7, 5));
    }

    @Test
    void a_refused_job_is_told_in_fios_words_without_its_progress() {
        assertThatExceptionOfType(FioException.class)
                .isThrownBy(() -> outcome(Fio.randread("4k"), "", "Jobs: 1 (f=1)\rfio: bad option <bs=x>\n").result(1))
                .withMessageContaining("fio failed: status=1, fio said: fio: bad option <bs=x>\n").withMessageNotContaining(
                        "Jobs: 1");
    }

    @Test
    void an_empty_and_a_truncated_report_of_a_fio_that_claims_success_are_errors() throws IOException {
        assertThatExceptionOfType(FioException.class).isThrownBy(() -> outcome(Fio.randread("4k"), "", "").result(0))
                .withMessageContaining("fio's report cannot be used: it is empty");
        String cut = Recorded.text("randread-fio-3.33.json").substring(0, 1000);
        assertThatExceptionOfType(FioException.class).isThrownBy(() -> outcome(Fio.randread("4k"), cut, "").result(0))
                .withMessageContaining("fio's report cannot be used: it is cut short or damaged at line ");
    }

    @Test
    void the_last_line_of_progress_is_found_behind_carriage_returns() throws IOException {
        assertThat(outcome(Fio.read("4k"), "", "Jobs: 1 [0.0%]\rJobs: 1 [35.0%]\r").progress()).isEqualTo(
                "last progress: Jobs: 1 [35.0%]");
        assertThat(outcome(Fio.read("4k"), "", "").progress()).isEqualTo("no sign of progress");
    }

    private FioOutcome outcome(Fio job, String json, String log) throws IOException {
        Path jsonFile = Files.writeString(folder.resolve("fio.json"), json);
        Path logFile = Files.writeString(folder.resolve("fio.log"), log);
        return new FioOutcome(job, List.of("fio", "--name=x"), jsonFile, logFile);
    }
}
