package io.github.blkunit.blktests.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelLogTest {

    @ParameterizedTest @ValueSource(strings = {"[ 1.0] WARNING: CPU: 1 PID: 2 at block/blk-mq.c:1",
            "[ 1.0] watchdog: BUG: soft lockup - CPU#0 stuck",
            "kernel BUG at fs/inode.c:1!", "Oops: general protection fault, probably for non-canonical address"})
    void complaints_are_found_anywhere_in_a_line(String line) {
        assertThat(KernelComplaint.in(List.of("quiet", line, "quiet"))).containsExactly(line);
    }

    @ParameterizedTest @ValueSource(strings = {"I/O error, dev nullb1, sector 0",
            "INFO: task fio:1 blocked for more than 120 seconds.", "warning: x"})
    void other_lines_are_none(String line) { assertThat(KernelComplaint.in(List.of(line))).isEmpty(); }

    @Test
    void only_what_came_behind_the_marker_counts() {
        assertThat(QuietKernel.since("m2", List.of("a m1", "b", "c m2", "d"))).containsExactly("d");
        assertThat(QuietKernel.since("m2", List.of("a m1", "b"))).as("marker pushed out of the log").containsExactly("a m1", "b");
        assertThat(QuietKernel.since("m2", List.of("m2"))).isEmpty();
    }
}
