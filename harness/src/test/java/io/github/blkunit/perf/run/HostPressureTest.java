package io.github.blkunit.perf.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostPressureTest {
    private static final HostPressure BEFORE = at(1_000_000, 0);

    @Test
    void the_share_of_time_in_which_somebody_waited_is_told_if_it_is_large() {
        assertThat(at(1_600_000, 1).since(BEFORE)).isCloseTo(0.6, within(1e-9));
        assertThat(at(1_600_000, 1).note(BEFORE).orElseThrow()).contains("tasks waited for a CPU in 60 % of the time");
        assertThat(at(1_100_000, 1).note(BEFORE)).isEmpty();
    }

    @Test
    void a_kernel_that_does_not_tell_is_no_error() {
        assertThat(HostPressure.parse("", 0)).isEmpty();
    }

    private static HostPressure at(long micros, long seconds) {
        Optional<HostPressure> read = HostPressure.parse("some avg10=1.00 avg60=2.00 avg300=3.00 total=" + micros
                + "\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=9\n", seconds * 1_000_000_000);
        return read.orElseThrow();
    }
}
