package io.github.blkunit.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UblkReadyLineTest {
    private static final String LINE = "ready /dev/ublkb3 id=3 pid=4711 queues=4 depth=128\n";

    @Test
    void is_found_between_other_output() {
        assertThat(UblkReadyLine.find("WARNING: something\n" + LINE + "more\n"))
                .contains(new UblkReadyLine(Path.of("/dev/ublkb3"), 3, 4711, 4, 128));
    }

    @Test
    void is_not_there_before_its_end_has_arrived() {
        for (int end = 0; end < LINE.length(); end++) {
            assertThat(UblkReadyLine.find(LINE.substring(0, end))).as("first %d characters", end).isEmpty();
        }
    }

    @Test
    void is_not_taken_from_the_middle_of_a_line() { assertThat(UblkReadyLine.find("not " + LINE)).isEmpty(); }
}
