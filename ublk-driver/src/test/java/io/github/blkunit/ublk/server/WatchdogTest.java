package io.github.blkunit.ublk.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ublk.target.Data;
import io.github.blkunit.ublk.target.Op;
import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests that nobody answers are named, once. */
class WatchdogTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private final Slot slot = new Slot(0, 1, 2, new Data(Arena.ofAuto().allocate(4096), 0, 4096, true), true, false);
    private final List<HeldRequest> reported = new ArrayList<>();
    private long now;
    private final Watchdog watchdog = new Watchdog(List.of(new Watchdog.ServerSlots("ublk0-0", () -> new Slot[] {slot})),
            () -> now);

    private List<HeldRequest> lookAfter(Duration more) {
        now += more.toNanos();
        return watchdog.look(LIMIT, reported::add);
    }

    private void arrive() {
        slot.arm();
        slot.arrive(Op.READ, 0, 8, 8);
    }

    @Test
    void a_request_that_sits_too_long_is_named_once() {
        arrive();
        assertThat(lookAfter(Duration.ZERO)).singleElement().asString().contains(
                "queue=1, tag=2, generation=1, state=SERVING, op=READ", "ublk0-0");
        lookAfter(Duration.ofSeconds(9));
        assertThat(reported).isEmpty();
        lookAfter(Duration.ofSeconds(1));
        lookAfter(Duration.ofSeconds(100));
        assertThat(reported).singleElement().satisfies(request -> assertThat(request.atLeast()).isEqualTo(LIMIT));
    }

    @Test
    void a_busy_tag_is_not_a_stuck_request() {
        for (int round = 0; round < 10; round++) {
            arrive();
            lookAfter(Duration.ofSeconds(9));
            slot.ok();
        }
        assertThat(reported).isEmpty();
    }

    @Test
    void an_idle_tag_is_not_held() {
        slot.arm();
        assertThat(lookAfter(Duration.ofDays(1))).isEmpty();
    }
}
