package io.github.blkunit.blktests.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelVersionTest {
    @ParameterizedTest @CsvSource({"6.9.10,6.9.11", "6.9.99,6.10", "6.11-rc1,7.2.12+deb13-amd64", "6.9,6.9.1"})
    void numbers_are_compared_one_by_one(String older, String newer) {
        assertThat(KernelVersion.parse(older)).isLessThan(KernelVersion.parse(newer));
        assertThat(KernelVersion.parse(newer)).isGreaterThan(KernelVersion.parse(older));
    }

    @Test
    void a_missing_number_is_zero() {
        assertThat(KernelVersion.parse("6.11")).isEqualByComparingTo(KernelVersion.parse("6.11.0-1-amd64"));
    }

    @Test
    void the_running_kernel_has_one() {
        assertThat(KernelVersion.running()).isGreaterThan(KernelVersion.parse("1.0"));
    }

    @Test
    void anything_else_is_named() {
        assertThatIllegalArgumentException().isThrownBy(() -> KernelVersion.parse("new")).withMessageContaining("'new'");
    }
}
