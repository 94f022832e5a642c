package io.github.blkunit.perf.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CpuTimeTest {

    @Test
    void the_stolen_share_is_that_of_the_time_between_two_readings() throws IOException {
        CpuTime before = CpuTime.parse("cpu  100 0 50 800 0 0 0 50 0 0");
        CpuTime after = CpuTime.parse("cpu  150 0 60 820 0 0 0 70 0 0");
        assertThat(after.stealSince(before)).isCloseTo(0.2, within(1e-12));
        assertThat(after.stealSince(after)).isZero();
    }

    @Test
    void another_line_is_refused() {
        assertThatThrownBy(() -> CpuTime.parse("intr 1 2 3 4 5 6 7 8 9")).isInstanceOf(IOException.class);
    }
}
