package io.github.blkunit;

import java.time.Duration;

/**
 * The one place from which every run time and deadline of blkunit's own tests and drivers is scaled: system property
 * {@value #PROPERTY}, 1 unless set. 0.1 makes a smoke run of a long suite; 4 helps a machine that emulates slowly.
 */
public final class TimeScale {
    /** System property with the factor, a decimal number above 0 and at most 1000. */
    public static final String PROPERTY = "blkunit.timescale";

    private static final double MOST = 1000;

    private TimeScale() {}

    /** {@code duration} times the factor, at least one millisecond if {@code duration} was not zero. For run times. */
    public static Duration scale(Duration duration) {
        return scale(duration, factor());
    }

    /** {@code duration} times the factor, never less than {@code duration}: for deadlines, which a smoke run must not shorten. */
    public static Duration deadline(Duration duration) {
        return scale(duration, Math.max(1, factor()));
    }

    static Duration scale(Duration duration, double factor) {
        if (duration.isZero()) { return duration; }
        return Duration.ofMillis(Math.max(1, Math.round(duration.toMillis() * factor)));
    }

    private static double factor() { return parse(System.getProperty(PROPERTY, "1")); }

    static double parse(String text) {
        try {
            double factor = Double.parseDouble(text.strip());
            if (factor > 0 && factor <= MOST) { return factor; }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(complaint(text), e);
        }
        throw new IllegalArgumentException(complaint(text));
    }

    private static String complaint(String text) {
        return "not a time scale: " + PROPERTY + "='" + text + "' (write a number above 0 and at most 1000, such as 0.1 or 4)";
    }
}
