package io.github.blkunit.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.counts.CostlyServer.Fault;
import io.github.blkunit.driver.NullDisk;
import io.github.blkunit.driver.UblkServer;
import io.github.blkunit.fio.Engine;
import io.github.blkunit.fio.Fio;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real counts: blkunit's own server, the kernel's null driver, and a server with three faults that one run must find. */
@Tag("vm")
@BlockDevice(queues = 1, depth = 16, size = "64M")
class CountsIT {
    private static final Fio READS = Fio.randread("4k").iodepth(1).requests(1500).norandommap();

    @Test
    void our_server_pays_one_system_call_per_request_and_nothing_else(Device device) {
        Counts counts = Counting.of(READS, device);
        System.out.println(counts);
        assertThat(counts).requestsPerBio().isEqualTo(1).mergesPerRequest().isZero().splitsPerBio().isZero().requeuesPerRequest()
                .isZero()
                .entersPerRequest().isAtMost(1.02).sqesPerRequest().isEqualTo(1).cqesPerRequest().isEqualTo(1)
                .systemCallsPerRequest().isAtMost(1.2).contextSwitchesPerRequest().isAtMost(1.5)
                .bytesAllocatedPerRequest().isAtMost(8).bytesCopiedPerRequest().isZero().completesEveryRequest();
    }

    /** Each of the three is off in its own figure and in no other. */
    @Test
    void a_copy_a_system_call_and_an_allocation_per_request_are_found_in_one_run() throws Exception {
        try (UblkServer server = UblkServer.start(CostlyServer.class, Stream.of(Fault.values()).map(Fault::name).toList())) {
            Counts counts = Counting.of(READS, Device.of(server));
            System.out.println(counts);
            assertThat(counts).bytesCopiedPerRequest().isEqualTo(4096).entersPerRequest().isAtMost(1.02);
            fails(() -> assertThat(counts).bytesCopiedPerRequest().isZero(), "was         4096");
            fails(() -> assertThat(counts).systemCallsPerRequest().isAtMost(1.2), "system calls per request not as expected");
            fails(() -> assertThat(counts).bytesAllocatedPerRequest().isAtMost(8), "bytes allocated per request not as expected");
        }
    }

    @Test
    void merges_and_splits_of_a_driver_in_the_kernel_are_counted() throws Exception {
        try (var disk = new NullDisk().size(ByteSize.mib(64)).create()) {
            Device device = disk.device();
            device.queue("max_sectors_kb", "64");
            Counts split = Counting.of(Fio.read("256k").ioengine(Engine.PSYNC).requests(50), device);
            System.out.println(split);
            assertThat(split).splitsPerBio().isEqualTo(3).requestsPerBio().isEqualTo(4);
            Counts merged = Counting.of(Fio.read("4k").iodepth(16).requests(1600).option("iodepth_batch", "16")
                    .option("iodepth_batch_complete_min", "16"), device);
            System.out.println(merged);
            assertThat(merged).mergesPerRequest().isAtLeast(5);
            assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(merged).entersPerRequest().isAtMost(1))
                    .withMessageContaining("has no server process");
        }
    }

    @Test
    void a_load_that_never_reaches_the_device_is_no_count(Device device) {
        try (Counting counting = Counting.start(device)) {
            assertThatExceptionOfType(CountsException.class).isThrownBy(() -> counting.stop("idle")).withMessageContaining(
                    "nothing was counted: no I/O reached the device");
        }
    }

    private static void fails(ThrowingCallable gate, String message) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(gate).withMessageContaining(message);
    }
}
