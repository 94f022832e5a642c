package io.github.blkunit.fio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.blkunit.Device;
import io.github.blkunit.driver.Await;
import io.github.blkunit.driver.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

    @Test
    void an_option_that_this_fio_does_not_have_is_named_with_its_version() throws Exception {
        Fio job = realFio().option("iodepht", "4");
        Device file = aFile();
        assertThatExceptionOfType(FioException.class).isThrownBy(() -> job.on(file))
                .withMessageMatching("fio 3\\.\\d+ has no option 'iodepht' for the engine sync; did you mean 'iodepth'\\? .*");
    }

    @Test
    void second_names_of_options_are_known() throws Exception {
        assertThat(realFio().option("blocksize", "8k").on(aFile())).hasNoErrors();
    }

    @Test
    void a_job_file_runs_with_the_device_as_its_file() throws Exception {
        realFio();
        Path file = Files.writeString(folder.resolve("two.fio"), """
                [global]
                ioengine=psync
                bs=4k
                number_ios=8
                filename=${BLKUNIT_DEVICE}
                [reader]
                rw=randread
                [other]
                stonewall
                new_group
                rw=read
                """);
        FioReport report = FioFile.at(file).on(aFile());
        assertThat(report.job("reader").requests()).isEqualTo(8);
        assertThat(report.group(1)).hasNoErrors().iops().isGreaterThan(0);
    }

    @Test
    void says_how_far_it_is_while_it_runs() throws Exception {
        Fio job = Fio.read("4k").ioengine("sync").buffered().runtime(Duration.ofMinutes(5));
        try (FioRun run = job.startOn(withFio(aFile()))) {
            assertThat(Await.until(Duration.ofMinutes(2), () -> run.progress().isPresent())).isTrue();
            assertThat(run.progress().orElseThrow().percent()).isBetween(0.0, 100.0);
        }
    }

    @Test
    void a_report_that_does_not_fit_on_the_disk_is_no_result() throws Exception {
        realFio();
        FioPlan plan = Fio.read("4k").ioengine("sync").buffered().requests(4).plan();
        List<String> command = plan.command(List.of(aFile().path()), Path.of("/dev/full"));
        assertThat(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start()
                .waitFor())
                .as("fio does not notice").isZero();
    }

    private Device withFio(Device device) throws IOException, InterruptedException {
        realFio();
        return device;
    }

    private Fio realFio() throws IOException, InterruptedException {
        assumeThat(Command.of("sh", "-c", "command -v fio").run(Duration.ofSeconds(20)).ok()).as("fio is installed here")
                .isTrue();
        return Fio.randread("4k").ioengine("sync").buffered().requests(64);
    }

    private Device aFile() throws IOException { return Device.at(Files.write(folder.resolve("disk"), new byte[1 << 20])); }
}
