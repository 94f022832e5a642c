package io.github.blkunit.road;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.ExpectKernelMessage;
import io.github.blkunit.driver.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a real kernel says reaches the test during which it said so. That tests fail by it is seen in the example failing-tests. */
@Tag("vm")
@BlockDevice
class KernelLogIT {
    private static final Path LOG = Path.of("/dev/kmsg");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test @ExpectKernelMessage("Buffer I/O error on dev dm-\\d+")
    void an_error_that_was_injected_is_seen() throws Exception {
        Command.of("sh", "-c", "modprobe dm_mod; echo 0 8 error | dmsetup create broken;"
                + " dd if=/dev/mapper/broken of=/dev/null bs=4k count=1; dmsetup remove --retry broken").runOrFail(PATIENCE);
    }

    @Test
    void what_a_program_writes_into_the_log_is_no_complaint() throws Exception {
        Files.writeString(LOG, "<0>BUG: so says a program\n");
    }

    /** More marks than the kernel takes from programs in that time, unless it is told to. */
    @RepeatedTest(12)
    void the_log_is_marked_at_the_beginning_of_every_test() throws Exception {
        String log = Command.of("dmesg").runOrFail(PATIENCE);
        assertThat(log.lines().filter(line -> line.contains("blkunit: ")).toList()).last().asString().contains(
                "blkunit: started: KernelLogIT.the_log_is_marked_at_the_beginning_of_every_test");
    }
}
