package io.github.blkunit.fio;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.driver.Await;
import io.github.blkunit.driver.Command;
import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.driver.GuestArtefacts;
import io.github.blkunit.driver.NullBlk;
import io.github.blkunit.driver.UblkJava;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The bundle's fio, in all the ways in which a job can be given to it and fail. */
@Tag("vm")
@BlockDevice(driver = NullBlk.class, queues = 2, size = "64M")
class FioIT {

    @Workload
    Fio mixedSizes() { return Fio.randread("4k").iodepth(4).requests(200); }

    @Test
    void has_every_option_that_the_typed_model_writes() {
        InstalledFio.check(List.of(FioCatalogueTest.everything().used()));
        assertThat(InstalledFio.catalogue("io_uring").names()).contains("stonewall", "new_group", "filename", "thread", "runtime",
                "ramp_time");
    }

    @Test
    void a_declared_workload_is_run_before_the_test(@Workload("mixedSizes") FioResult result) {
        assertThat(result).hasNoErrors().iops().isGreaterThan(0);
        assertThat(result.requests()).isEqualTo(200);
    }

    @Test
    void a_job_file_of_the_tests_resources_is_run(@Workload(file = "io/github/blkunit/fio/two-groups.fio") FioReport report) {
        assertThat(report.job("writer").requests()).isEqualTo(64);
        assertThat(report.group(1).job()).isEqualTo("reader");
    }

    @Test
    void groups_run_one_after_the_other(Device device) {
        FioReport report = Fio.together(Fio.randread("4k").named("reads").requests(100).numjobs(2),
                Fio.randwrite("4k").named("writes").requests(50)).then(Fio.read("64k").named("later").requests(20)).on(device);
        assertThat(report.jobs()).extracting(FioResult::requests).containsExactly(200L, 50L, 20L);
        assertThat(report.job("reads").in(Direction.READ).completion().bins().total()).isEqualTo(200);
        assertThat(report.groups()).extracting(FioResult::job).containsExactly("reads+writes", "later");
    }

    @Test
    void peak_mode_does_what_it_promises(Device device) {
        FioResult peak = Fio.randread("4k").with(Peak.mode()).requests(5_000).on(device);
        assertThat(peak.requests()).isEqualTo(5_000);
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> assertThat(peak).clat(Percentile.P99))
                .withMessageContaining("no requests were timed");
    }

    @Test
    void data_that_does_not_come_back_fails(Device device) {
        Fio job = Fio.write("4k").size(ByteSize.kib(64)).with(Verify.CRC32C);
        assertThatExceptionOfType(FioException.class).isThrownBy(() -> job.on(device)).withMessageContainingAll("verify: bad",
                "EILSEQ (84)");
    }

    @Test
    void a_device_that_dies_in_mid_run_leaves_no_verdict() throws Exception {
        try (var server = new UblkJava().up(new DeviceConfiguration(1, 16, ByteSize.mib(64), 512));
                FioRun run = Fio.randread("4k").iodepth(4).runtime(ofSeconds(60)).startOn(Device.of(server))) {
            assertThat(Await.until(ofSeconds(30), () -> run.progress().isPresent())).as("fio reports progress").isTrue();
            assertThat(server.process().destroyForcibly()).isTrue();
            assertThatExceptionOfType(FioException.class).isThrownBy(run::await).withMessageContainingAll(
                    "fio met a device error: EIO (5)",
                    server.node().toString(), "command  fio");
        }
    }

    @Test
    void a_clock_that_is_set_in_mid_run_leaves_no_verdict(Device device) throws Exception {
        Instant before = Instant.now();
        long start = System.nanoTime();
        try (FioRun run = Fio.randread("4k").runtime(ofSeconds(2)).startOn(device)) {
            Command.of("date", "-s", "@" + before.plusSeconds(86_400).getEpochSecond()).runOrFail(ofSeconds(30));
            assertThatExceptionOfType(FioException.class).isThrownBy(run::await).withMessageContaining(
                    "the machine's clock was set while fio ran");
        } finally {
            Instant now = before.plus(Duration.ofNanos(System.nanoTime() - start));
            Command.of("date", "-s", "@" + now.getEpochSecond()).runOrFail(ofSeconds(30));
        }
    }

    @Test
    void a_report_that_does_not_fit_on_the_disk_leaves_no_verdict(Device device) throws Exception {
        String usual = GuestArtefacts.folder().toString();
        Path tiny = Files.createDirectory(Path.of("/run/blkunit-tiny"));
        Command.of("mount", "-t", "tmpfs", "-o", "size=4k", "none", tiny.toString()).runOrFail(ofSeconds(30));
        try {
            System.setProperty(GuestArtefacts.PROPERTY, tiny.toString());
            assertThatExceptionOfType(FioException.class).isThrownBy(() -> Fio.read("4k").requests(8).on(device))
                    .withMessageContaining("the file system of " + tiny + " is full");
        } finally {
            System.setProperty(GuestArtefacts.PROPERTY, usual);
            GuestArtefacts.drain();
            Command.of("umount", tiny.toString()).runOrFail(ofSeconds(30));
        }
    }
}
