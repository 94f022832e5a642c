package io.github.blkunit.blktests.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelMessagesTest {

    @Test
    void only_what_came_behind_the_marker_counts() {
        assertThat(KernelMessages.since("m2", List.of("a m1", "b", "c m2", "d"))).containsExactly("d");
        assertThat(KernelMessages.since("m2", List.of("a m1", "b"))).as("marker pushed out of the log").containsExactly("a m1",
                "b");
        assertThat(KernelMessages.since("m2", List.of("m2"))).isEmpty();
    }
}
