package io.github.blkunit.blktests.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private static final List<String> INFLIGHT = InFlight.fields("       3        4\n");
    private static final List<String> STAT = InFlight.fields(
            "      66        0     2120        1       11        0       0        0        7      4        1    0   0 0 0  0 0\n");
    private static final String DISKSTATS = """
             252       0 nullb10 66 0 2120 1 0 0 0 0 9 4 1 0 0 0 0 0 0
             252       1 nullb1 66 0 2120 1 0 0 0 0 8 4 1 0 0 0 0 0 0
            """;

    @Test
    void comes_from_two_fields_of_inflight_the_ninth_of_stat_and_the_twelfth_of_diskstats() throws IOException {
        assertThat(InFlight.of("nullb1", INFLIGHT, STAT, DISKSTATS)).isEqualTo(new InFlight(3, 4, 7, 8));
    }

    @Test
    void names_the_disk_that_has_no_line() {
        assertThatIOException().isThrownBy(() -> InFlight.of("nullb", INFLIGHT, STAT, DISKSTATS)).withMessageContaining(
                "no line for nullb ");
    }
}
