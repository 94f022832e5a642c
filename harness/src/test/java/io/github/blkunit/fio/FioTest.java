package io.github.blkunit.fio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.blkunit.ByteSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FioTest {
    private static final Path DEVICE = Path.of("/dev/ublkb0");
    private static final Path JSON = Path.of("/tmp/out.json");

    @Test
    void defaults_to_direct_io_uring_as_one_process_with_one_report() {
        assertThat(Fio.randread("4k").plan().command(List.of(DEVICE), JSON)).containsExactly("fio", "--output-format=json+",
                "--output=/tmp/out.json", "--eta=always", "--eta-newline=1",
                "--filename=/dev/ublkb0", "--thread=1", "--name=randread", "--rw=randread", "--bs=4k", "--ioengine=io_uring",
                "--direct=1");
    }

    @Test
    void puts_every_typed_value_on_the_command_line() {
        Fio job = Fio.randtrim("4k-4g").named("discards").iodepth(64).numjobs(4).size(ByteSize.mib(32)).requests(200)
                .norandommap()
                .buffered().ioengine("libaio").runtime(Duration.ofSeconds(10)).option("fsync", "1");
        assertThat(job.plan().command(List.of(DEVICE), JSON)).contains("--name=discards", "--bsrange=4k-4g", "--iodepth=64",
                "--numjobs=4",
                "--size=33554432", "--number_ios=200", "--norandommap=1", "--direct=0", "--ioengine=libaio", "--time_based=1",
                "--runtime=10000ms", "--fsync=1");
    }

    @Test
    void a_copy_leaves_the_original_as_it_was() {
        Fio original = Fio.read("4k");
        original.iodepth(64).runtime(Duration.ofSeconds(1)).timeout(Duration.ofSeconds(9));
        assertThat(original.plan().command(List.of(DEVICE), JSON)).noneMatch(argument -> argument.startsWith("--iodepth"))
                .noneMatch(argument -> argument.startsWith("--runtime"));
        assertThat(original.deadline()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void several_devices_get_a_job_each_in_one_command() {
        assertThat(Fio.read("4k").atMost(Duration.ofSeconds(1)).plan().command(List.of(DEVICE, Path.of("/dev/nullb1")), JSON))
                .containsSubsequence("--filename=/dev/ublkb0", "--name=read", "--bs=4k", "--runtime=1000ms", "--name=read",
                        "--filename=/dev/nullb1");
    }

    @Test
    void at_most_limits_without_starting_over() {
        assertThat(Fio.read("4k").runtime(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(2)).plan().command(List.of(DEVICE),
                JSON))
                .contains("--runtime=2000ms").doesNotContain("--time_based=1");
    }

    @Test
    void the_deadline_leaves_a_minute_beyond_the_run_time() {
        assertThat(Fio.read("4k").runtime(Duration.ofSeconds(10)).deadline()).isEqualTo(Duration.ofSeconds(70));
        assertThat(Fio.read("4k").timeout(Duration.ofSeconds(3)).deadline()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void parts_bring_their_options() {
        Fio job = Fio.randrw("4k").with(Mix.reads(70)).with(Rate.iops(500)).with(Verify.CRC32C).with(Zones.ofDevice(8)).seed(42)
                .ramp(Duration.ofSeconds(2)).runtime(Duration.ofSeconds(3));
        assertThat(job.plan().command(List.of(DEVICE), JSON)).contains("--rwmixread=70", "--rate_iops=500", "--verify=crc32c",
                "--verify_fatal=1",
                "--zonemode=zbd", "--job_max_open_zones=8", "--randseed=42", "--randrepeat=0", "--ramp_time=2000ms",
                "--runtime=3000ms");
        assertThat(job.deadline()).isEqualTo(Duration.ofSeconds(65));
        assertThat(Fio.read("4k").with(Rate.bytes(ByteSize.mib(1))).with(Rate.thinkTime(Duration.ofMillis(2))).plan().arguments())
                .contains("--rate=1048576", "--thinktime=2000us");
    }

    @Test
    void peak_mode_batches_and_takes_no_times() {
        assertThat(Fio.randread("4k").with(Peak.mode()).plan().arguments()).contains("--iodepth=128", "--iodepth_batch=32",
                "--fixedbufs=1", "--registerfiles=1", "--gtod_reduce=1", "--norandommap=1");
        assertThatIllegalArgumentException().isThrownBy(() -> Peak.batches(8, 16)).withMessageContaining("depth=8, batch=16");
    }

    @Test
    void shares_of_block_sizes_must_be_the_whole() {
        assertThat(Mix.blockSizes(Map.of("4k", 100)).options()).containsEntry("bssplit", "4k/100");
        assertThatIllegalArgumentException().isThrownBy(() -> Mix.blockSizes(Map.of("4k", 60, "64k", 30))).withMessageContaining(
                "sum=90");
    }

    @Test
    void jobs_of_a_group_share_a_start_and_the_next_group_waits() {
        FioJobs jobs = Fio.together(Fio.randread("4k").named("reads").numjobs(2), Fio.randwrite("4k").named("writes"))
                .then(Fio.randtrim("64k").named("discards"));
        assertThat(jobs.plan().arguments()).containsSubsequence("--name=reads", "--numjobs=2", "--name=writes", "--name=discards",
                "--stonewall=1", "--new_group=1");
        assertThat(jobs.plan().arguments()).containsOnlyOnce("--stonewall=1");
        assertThat(jobs.plan().deadline()).isEqualTo(Duration.ofMinutes(20));
        assertThatIllegalArgumentException().isThrownBy(() -> Fio.together(Fio.read("4k"), Fio.read("8k"))).withMessageContaining(
                "name=read");
    }

    @Test
    void a_colon_in_the_path_does_not_make_two_files() {
        assertThat(Fio.read("4k").plan().command(List.of(Path.of("/dev/disk/by-path/pci-0000:00")), JSON))
                .contains("--filename=/dev/disk/by-path/pci-0000\\:00");
    }

    @Test
    void refuses_values_that_fio_would_misread() {
        assertThatIllegalArgumentException().isThrownBy(() -> Fio.read("4k").iodepth(0)).withMessage(
                "iodepth must be at least 1: iodepth=0");
        assertThatIllegalArgumentException().isThrownBy(() -> Fio.read("4k").numjobs(-1)).withMessageContaining("numjobs=-1");
        assertThatIllegalArgumentException().isThrownBy(() -> Fio.read("4k").runtime(Duration.ZERO)).withMessageContaining(
                "runtime=PT0S");
        assertThatIllegalArgumentException().isThrownBy(() -> Fio.read("4k").option("--output", "x")).withMessageContaining(
                "'--output'");
    }
}
