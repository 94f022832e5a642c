package io.github.blkunit.fio;

import static java.util.Locale.ROOT;

import java.time.Duration;
import java.util.Optional;

/**
 * What the machine's clocks said passed while fio ran. Figures are requests per time: a clock that jumps makes all of them up.
 *
 * @param steady by the clock that cannot be set
 * @param wall by the time of day
 */
record FioClock(Duration steady, Duration wall) {
    private static final Duration SLACK = Duration.ofSeconds(1);
    private static final int SHARE = 50; // of the elapsed time: what slewing clocks and coarse counters may differ

    /** A moment to measure from. */
    record Start(long steadyNanos, long wallMillis) {
        static Start now() { return new Start(System.nanoTime(), System.currentTimeMillis()); }

        FioClock elapsed() {
            return new FioClock(Duration.ofNanos(System.nanoTime() - steadyNanos), Duration.ofMillis(System.currentTimeMillis()
                    - wallMillis));
        }
    }

    /**
     * Why figures of this run cannot be believed, if so.
     *
     * @param claimed how long fio says that its longest job ran
     */
    Optional<String> objection(Duration claimed) {
        Duration jump = wall.minus(steady);
        Duration tolerated = SLACK.plus(steady.dividedBy(SHARE));
        if (jump.abs().compareTo(tolerated) > 0) {
            return Optional.of("the machine's clock was set while fio ran: jump=" + seconds(jump) + ", elapsed=" + seconds(
                    steady));
        }
        if (claimed.minus(steady).compareTo(tolerated) > 0) {
            return Optional.of("fio's clock and this machine's disagree: fio says it ran for " + seconds(claimed)
                    + ", but it lived for " + seconds(steady));
        }
        return Optional.empty();
    }

    private static String seconds(Duration duration) { return String.format(ROOT, "%.3f s", duration.toNanos() / 1e9); }
}
