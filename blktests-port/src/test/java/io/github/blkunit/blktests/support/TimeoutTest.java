package io.github.blkunit.blktests.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeoutTest {
    private static final Duration DEFAULT = Duration.ofSeconds(90);

    @AfterEach
    void unset() { System.clearProperty(Timeout.PROPERTY); }

    @Test
    void without_the_setting_the_test_decides() { assertThat(Timeout.orElse(DEFAULT)).isEqualTo(DEFAULT); }

    @Test
    void the_setting_wins() {
        System.setProperty(Timeout.PROPERTY, "7");
        assertThat(Timeout.orElse(DEFAULT)).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void the_parts_of_a_test_share_it() {
        System.setProperty(Timeout.PROPERTY, "7");
        assertThat(Timeout.partOrElse(3, DEFAULT)).isEqualTo(Duration.ofSeconds(3));
    }

    @ParameterizedTest @ValueSource(strings = {"0", "-1", "5s", ""})
    void anything_but_a_number_of_seconds_is_named(String wrong) {
        System.setProperty(Timeout.PROPERTY, wrong);
        assertThatIllegalArgumentException().isThrownBy(() -> Timeout.orElse(DEFAULT)).withMessageContaining("'" + wrong + "'");
    }
}
