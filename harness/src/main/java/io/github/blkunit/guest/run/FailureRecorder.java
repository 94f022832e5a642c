package io.github.blkunit.guest.run;

import io.github.blkunit.wire.Failure;
import io.github.blkunit.wire.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.MultipleFailuresError;
import org.opentest4j.ValueWrapper;

/**
 * Turns throwables into data. Never throws, whatever the throwable's methods do. Bounded in every direction, so that a failure always fits
 * into a message.
 */
final class FailureRecorder {
    private static final int MAX_TEXT = 12 << 10;
    private static final int MAX_FRAMES = 200;
    private static final int MAX_OTHERS = 8;
    private static final int MAX_THROWABLES = 20;

    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private FailureRecorder() {}

    static Failure record(Throwable throwable) {
        return new FailureRecorder().convert(throwable);
    }

    private Failure convert(Throwable throwable) {
        seen.add(throwable);
        String expected = null;
        String actual = null;
        if (throwable instanceof AssertionFailedError error) {
            expected = text(error.getExpected());
            actual = text(error.getActual());
        }
        List<Throwable> failures = throwable instanceof MultipleFailuresError multiple ? multiple.getFailures() : List.of();
        List<Failure> parts = others(failures);
        String message = message(throwable);
        return new Failure(throwable.getClass().getName(), kinds(throwable), message, description(throwable, message), frames(
                throwable),
                expected, actual, cause(throwable), others(Arrays.asList(throwable.getSuppressed())), parts);
    }

    private static @Nullable String text(@Nullable ValueWrapper value) {
        return value == null ? null : shortened(value.getStringRepresentation());
    }

    private static List<String> kinds(Throwable throwable) {
        List<String> kinds = new ArrayList<>();
        for (Class<?> kind = throwable.getClass().getSuperclass(); kind != Throwable.class && kind != null;
                kind = kind.getSuperclass()) {
            kinds.add(kind.getName());
        }
        return kinds;
    }

    private static @Nullable String message(Throwable throwable) {
        try {
            String message = throwable.getMessage();
            return message == null ? null : shortened(message);
        } catch (RuntimeException | Error e) {
            return "(getMessage failed: " + e.getClass().getName() + ")";
        }
    }

    private static String description(Throwable throwable, @Nullable String message) {
        try {
            return shortened(throwable.toString());
        } catch (RuntimeException | Error e) {
            return throwable.getClass().getName() + ": " + message;
        }
    }

    private static List<Frame> frames(Throwable throwable) {
        StackTraceElement[] stack = throwable.getStackTrace();
        return Frame.of(stack.length <= MAX_FRAMES ? stack : Arrays.copyOf(stack, MAX_FRAMES));
    }

    private @Nullable Failure cause(Throwable throwable) {
        Throwable cause = throwable.getCause();
        return cause == null || seen.contains(cause) || seen.size() >= MAX_THROWABLES ? null : convert(cause);
    }

    private List<Failure> others(List<Throwable> throwables) {
        List<Failure> converted = new ArrayList<>();
        for (Throwable throwable : throwables) {
            if (converted.size() >= MAX_OTHERS || seen.size() >= MAX_THROWABLES) break;
            if (!seen.contains(throwable)) converted.add(convert(throwable));
        }
        return converted;
    }

    private static String shortened(String text) {
        return shortened(text, MAX_TEXT);
    }

    /** The text, or its beginning with a note of how long it was. */
    static String shortened(String text, int limit) {
        if (text.length() <= limit) return text;
        return text.substring(0, limit) + "... (shortened by blkunit, " + text.length() + " characters)";
    }
}
