package io.github.blkunit.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A throwable as data: everything that a report needs, nothing that must be deserialised.
 *
 * @param type class name
 * @param kinds names of its superclasses, nearest first, without {@code Throwable} and {@code Object}
 * @param message its message
 * @param text its {@code toString()}
 * @param frames its stack
 * @param expected what an {@code AssertionFailedError} expected, as text, or null if it says nothing
 * @param actual what it got
 * @param cause its cause
 * @param suppressed its suppressed ones
 * @param failures the parts of a {@code MultipleFailuresError}
 */
public record Failure(String type, List<String> kinds, @Nullable String message, String text, List<Frame> frames,
        @Nullable String expected, @Nullable String actual, @Nullable Failure cause, List<Failure> suppressed, List<
                Failure> failures) {

    /** Causes and suppressed ones nest at most this deep. */
    public static final int MAX_DEPTH = 32;

    public Failure {
        kinds = List.copyOf(kinds);
        frames = List.copyOf(frames);
        suppressed = List.copyOf(suppressed);
        failures = List.copyOf(failures);
    }

    /** Whether the throwable is of that class or of a subclass of it. */
    public boolean is(String className) {
        return type.equals(className) || kinds.contains(className);
    }

    static void encodeOptional(@Nullable Failure failure, Encoder to) {
        to.flag(failure != null);
        if (failure != null) failure.encode(to);
    }

    static @Nullable Failure decodeOptional(Decoder from) throws IOException {
        return from.flag() ? decode(from, 0) : null;
    }

    private void encode(Encoder to) {
        to.text(type).texts(kinds).optional(message).text(text);
        Frame.encodeAll(frames, to);
        to.optional(expected).optional(actual);
        encodeOptional(cause, to);
        encodeAll(suppressed, to);
        encodeAll(failures, to);
    }

    private static void encodeAll(List<Failure> failures, Encoder to) {
        to.number(failures.size());
        for (Failure failure : failures) failure.encode(to);
    }

    private static Failure decode(Decoder from, int depth) throws IOException {
        if (depth > MAX_DEPTH) throw new WireException("failure nests too deep: limit=" + MAX_DEPTH);
        return new Failure(from.text(), from.texts(), from.optional(), from.text(), Frame.decodeAll(from), from.optional(),
                from.optional(), from.flag() ? decode(from, depth + 1) : null, decodeAll(from, depth + 1), decodeAll(from, depth
                        + 1));
    }

    private static List<Failure> decodeAll(Decoder from, int depth) throws IOException {
        int count = from.count();
        List<Failure> failures = new ArrayList<>(count);
        for (int i = 0; i < count; i++) failures.add(decode(from, depth));
        return Collections.unmodifiableList(failures);
    }
}
