package io.github.blkunit.fio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.blkunit.Device;
import io.github.blkunit.driver.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FioRunTest {
    @TempDir
    Path folder;

    @Test
    void a_device_that_is_not_there_is_named_instead_of_made() {
        Path missing = folder.resolve("ublkb9");
        assertThatExceptionOfType(FioException.class).isThrownBy(() -> Fio.read("4k").on(Device.at(missing)))
                .withMessage("fio has no device to run on: " + missing + " does not exist");
        assertThat(missing).doesNotExist();
    }

    @Test
    void runs_a_real_fio() throws Exception {
        FioResult result = realFio().on(aFile());
        assertThat(result).hasNoErrors().iops().isGreaterThan(0);
        assertThat(result.json()).isNotEmptyFile();
    }

    @Test
    void kills_a_fio_that_does_not_end_in_time_and_shows_its_progress() throws Exception {
        Fio job = realFio().runtime(Duration.ofMinutes(5)).timeout(Duration.ofMillis(500));
        try (FioRun run = job.startOn(aFile())) {
            assertThatExceptionOfType(FioException.class).isThrownBy(run::await)
                    .withMessageContainingAll("fio did not end in time and was killed: deadline=PT0.5S", "--runtime=300000ms");
            assertThat(run.isAlive()).isFalse();
        }
    }

    @Test
    void passes_on_what_fio_says_about_a_bad_job() throws Exception {
        Fio job = realFio().option("rw", "sideways");
        Device file = aFile();
        assertThatExceptionOfType(FioException.class).isThrownBy(() -> job.on(file)).withMessageContainingAll(
                "fio failed: status=1", "sideways");
    }

    private Fio realFio() throws IOException, InterruptedException {
        assumeThat(Command.of("sh", "-c", "command -v fio").run(Duration.ofSeconds(20)).ok()).as("fio is installed here")
                .isTrue();
        return Fio.randread("4k").ioengine("sync").buffered().requests(64);
    }

    private Device aFile() throws IOException { return Device.at(Files.write(folder.resolve("disk"), new byte[1 << 20])); }
}
