package io.github.blkunit.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AwaitTest {
    @Test
    void asks_until_it_holds() throws InterruptedException {
        int[] asked = {0};
        assertThat(Await.<RuntimeException>until(Duration.ofSeconds(20), () -> ++asked[0] == 5)).isTrue();
        assertThat(asked[0]).isEqualTo(5);
    }

    @Test
    void asks_at_least_once_even_without_time() throws InterruptedException {
        assertThat(Await.<RuntimeException>until(Duration.ZERO, () -> true)).isTrue();
        assertThat(Await.<RuntimeException>until(Duration.ofMillis(5), () -> false)).isFalse();
    }

    @Test
    void an_interrupt_ends_the_one_wait_and_is_kept_by_the_other() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> Await.<RuntimeException>until(Duration.ofSeconds(20), () -> false));
        Thread.currentThread().interrupt();
        int[] asked = {0};
        assertThat(Await.<RuntimeException>uninterruptibly(Duration.ofSeconds(20), () -> ++asked[0] == 3)).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }
}
