package io.github.blkunit.blktests.support;

import io.github.blkunit.TimeScale;
import java.time.Duration;

/**
 * How long the tests that upstream calls timed keep their load up: upstream's one setting {@code TIMEOUT}, here system property
 * {@value #PROPERTY}. Unset, every test takes its own default, scaled by {@link TimeScale}.
 */
public final class Timeout {
    /** Whole seconds, at least 1. As a JUnit configuration parameter of the same name it reaches the guest, too. */
    public static final String PROPERTY = "blkunit.blktests.timeout";

    private Timeout() {}

    /** The setting, or a test's default, scaled, if there is none. */
    public static Duration orElse(Duration testsDefault) {
        String seconds = System.getProperty(PROPERTY);
        return seconds == null ? TimeScale.scale(testsDefault) : parse(seconds);
    }

    /** The setting's share of a test with so many equal parts, rounded up to seconds; the default is that of one part. */
    public static Duration partOrElse(int parts, Duration partsDefault) {
        String seconds = System.getProperty(PROPERTY);
        return seconds == null ? TimeScale.scale(partsDefault) : Duration.ofSeconds((parse(seconds).toSeconds() + parts - 1)
                / parts);
    }

    private static Duration parse(String seconds) {
        try {
            long count = Long.parseLong(seconds.strip());
            if (count > 0) { return Duration.ofSeconds(count); }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(complaint(seconds), e);
        }
        throw new IllegalArgumentException(complaint(seconds));
    }

    private static String complaint(String text) {
        return "not a number of seconds: " + PROPERTY + "='" + text + "' (write a whole number above 0)";
    }
}
