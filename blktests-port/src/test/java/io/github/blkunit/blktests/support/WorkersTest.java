package io.github.blkunit.blktests.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void all_work_at_the_same_time_until_they_are_stopped() throws IOException, InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        try (Workers workers = new Workers()) {
            for (int i = 0; i < 2; i++) { workers.repeat("meets the other", () -> { both.countDown(); both.await(); }); }
            both.await();
            assertThat(workers.stop()).isGreaterThanOrEqualTo(0);
        }
    }

    @Test
    void the_failure_of_one_ends_all_and_names_what_it_did() {
        try (Workers workers = new Workers()) {
            workers.repeat("goes on", () -> Thread.onSpinWait());
            workers.repeat("fails", () -> { throw new IllegalStateException("planted"); });
            assertThatIOException().isThrownBy(() -> workers.runFor(LONG)).withMessageContaining("it fails, rounds=0")
                    .withMessageContaining("planted");
        } catch (IOException e) {
            throw new AssertionError("reported twice", e);
        }
    }

    @Test
    void workers_that_are_through_need_not_be_waited_for() throws IOException, InterruptedException {
        AtomicInteger rounds = new AtomicInteger();
        try (Workers workers = new Workers()) {
            workers.repeat("counts", 7, () -> rounds.incrementAndGet());
            assertThat(workers.runFor(LONG)).isEqualTo(7);
        }
        assertThat(rounds).hasValue(7);
    }

    @Test
    void a_pause_ends_with_the_workers() throws IOException, InterruptedException {
        CountDownLatch paused = new CountDownLatch(1);
        try (Workers workers = new Workers()) {
            workers.repeat("pauses", 1, () -> { paused.countDown(); workers.pause(LONG); });
            paused.await();
            assertThat(workers.stop()).isEqualTo(1);
        }
    }

    @Test
    void everybody_does_one_round_however_short_the_time() throws Exception {
        try (Workers workers = new Workers()) {
            for (int i = 0; i < 50; i++) workers.repeat("counts", () -> {});
            assertThat(workers.runFor(Duration.ZERO)).isPositive();
        }
    }
}
