package io.github.blkunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeScaleTest {
    @Test
    void multiplies_and_keeps_something_of_everything() {
        assertThat(TimeScale.scale(Duration.ofSeconds(10), 0.1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(TimeScale.scale(Duration.ofMillis(1), 0.001)).isEqualTo(Duration.ofMillis(1));
        assertThat(TimeScale.scale(Duration.ZERO, 4)).isZero();
    }

    @Test
    void never_shortens_a_deadline() {
        String before = System.getProperty(TimeScale.PROPERTY);
        System.setProperty(TimeScale.PROPERTY, "0.1");
        try {
            assertThat(TimeScale.deadline(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(10));
            assertThat(TimeScale.scale(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(1));
        } finally {
            if (before == null) {
                System.clearProperty(TimeScale.PROPERTY);
            } else {
                System.setProperty(TimeScale.PROPERTY, before);
            }
        }
    }

    @ParameterizedTest @ValueSource(strings = {"", "0", "-1", "1001", "NaN", "fast"})
    void refuses_what_is_no_factor_and_says_what_is(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TimeScale.parse(text))
                .withMessageContaining("blkunit.timescale='" + text + "'").withMessageContaining("above 0");
    }
}
