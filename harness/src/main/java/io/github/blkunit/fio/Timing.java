package io.github.blkunit.fio;

import io.github.blkunit.TimeScale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long a job runs and how long it may take. Run times follow {@link TimeScale}.
 *
 * @param runtime how long it runs, or null if it ends when through
 * @param ramp time before that whose figures do not count
 * @param timeout when fio is killed, or null for a minute after the run time
 */
record Timing(@Nullable Duration runtime, Duration ramp, @Nullable Duration timeout) {
    static final Timing UNTIL_THROUGH = new Timing(null, Duration.ZERO, null);

    private static final Duration SLACK = Duration.ofSeconds(60);
    private static final Duration WITHOUT_RUNTIME = Duration.ofMinutes(10);

    Timing runtime(Duration duration) { return new Timing(positive("runtime", duration), ramp, timeout); }

    Timing ramp(Duration duration) { return new Timing(runtime, positive("ramp", duration), timeout); }

    Timing timeout(Duration duration) { return new Timing(runtime, ramp, positive("timeout", duration)); }

    Duration deadline() {
        if (timeout != null) { return TimeScale.deadline(timeout); }
        return runtime == null ? TimeScale.deadline(WITHOUT_RUNTIME)
                : TimeScale.scale(runtime).plus(TimeScale.scale(ramp)).plus(TimeScale.deadline(SLACK));
    }

    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (!ramp.isZero()) { arguments.add("--ramp_time=" + TimeScale.scale(ramp).toMillis() + "ms"); }
        if (runtime != null) { arguments.add("--runtime=" + TimeScale.scale(runtime).toMillis() + "ms"); }
        return arguments;
    }

    static Duration positive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " must be longer than nothing: " + what + "=" + duration);
        }
        return duration;
    }
}
