package io.github.blkunit.fio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.blkunit.ByteSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FioTest {
    private static final Path DEVICE = Path.of("/dev/ublkb0");
    private static final Path JSON = Path.of("/tmp/out.json");

    @Test
    void defaults_to_direct_io_uring_as_one_process_with_one_report() {
        assertThat(Fio.randread("4k").command(DEVICE, JSON)).containsExactly("fio", "--name=randread", "--rw=randread", "--bs=4k",
                "--ioengine=io_uring", "--direct=1", "--filename=/dev/ublkb0", "--thread=1", "--group_reporting=1",
                "--output-format=json", "--output=/tmp/out.json", "--eta=always", "--eta-newline=1");
    }

    @Test
    void puts_every_typed_value_on_the_command_line() {
        Fio job = Fio.randtrim("4k-4g").named("discards").iodepth(64).numjobs(4).size(ByteSize.mib(32)).requests(200)
                .norandommap()
                .buffered().ioengine("libaio").runtime(Duration.ofSeconds(10)).option("fsync", "1");
        assertThat(job.command(DEVICE, JSON)).contains("--name=discards", "--bsrange=4k-4g", "--iodepth=64", "--numjobs=4",
                "--size=33554432", "--number_ios=200", "--norandommap=1", "--direct=0", "--ioengine=libaio", "--time_based=1",
                "--runtime=10000ms", "--fsync=1");
    }

    @Test
    void a_copy_leaves_the_original_as_it_was() {
        Fio original = Fio.read("4k");
        original.iodepth(64).runtime(Duration.ofSeconds(1)).timeout(Duration.ofSeconds(9));
        assertThat(original.command(DEVICE, JSON)).noneMatch(argument -> argument.startsWith("--iodepth"))
                .noneMatch(argument -> argument.startsWith("--runtime"));
        assertThat(original.deadline()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void several_devices_get_a_job_each_in_one_command() {
        assertThat(Fio.read("4k").atMost(Duration.ofSeconds(1)).command(List.of(DEVICE, Path.of("/dev/nullb1")), JSON))
                .containsSubsequence("--name=read", "--filename=/dev/ublkb0", "--name=read", "--bs=4k", "--runtime=1000ms",
                        "--filename=/dev/nullb1", "--group_reporting=1", "--output=/tmp/out.json");
    }

    @Test
    void at_most_limits_without_starting_over() {
        assertThat(Fio.read("4k").runtime(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(2)).command(DEVICE, JSON))
                .contains("--runtime=2000ms").doesNotContain("--time_based=1");
    }

    @Test
    void the_deadline_leaves_a_minute_beyond_the_run_time() {
        assertThat(Fio.read("4k").runtime(Duration.ofSeconds(10)).deadline()).isEqualTo(Duration.ofSeconds(70));
        assertThat(Fio.read("4k").timeout(Duration.ofSeconds(3)).deadline()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void a_colon_in_the_path_does_not_make_two_files() {
        assertThat(Fio.read("4k").command(Path.of("/dev/disk/by-path/pci-0000:00"), JSON))
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
