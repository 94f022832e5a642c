package io.github.blkunit.engine;

import io.github.blkunit.wire.Failure;
import io.github.blkunit.wire.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.IncompleteExecutionException;
import org.opentest4j.MultipleFailuresError;
import org.opentest4j.TestAbortedException;
import org.opentest4j.TestSkippedException;

/**
 * Makes throwables of what the guest reported. The types that tools look at come back as themselves; everything else as an
 * {@link AssertionError} or a {@link RemoteTestException}. Nothing is deserialised, no class is loaded by a name from the guest.
 */
final class Failures {
    private Failures() {}

    static @Nullable Throwable optional(@Nullable Failure failure) {
        return failure == null ? null : toThrowable(failure);
    }

    static Throwable toThrowable(Failure failure) {
        Throwable throwable = create(failure);
        throwable.setStackTrace(failure.frames().stream().map(Frame::toElement).toArray(StackTraceElement[]::new));
        Failure cause = failure.cause();
        if (cause != null && throwable.getCause() == null) throwable.initCause(toThrowable(cause));
        for (Failure suppressed : failure.suppressed()) throwable.addSuppressed(toThrowable(suppressed));
        return throwable;
    }

    private static Throwable create(Failure failure) {
        String message = failure.message();
        if (failure.is(MultipleFailuresError.class.getName())) return multiple(failure);
        if (failure.is(AssertionFailedError.class.getName())) {
            return failure.expected() == null && failure.actual() == null
                    ? new AssertionFailedError(message)
                    : new AssertionFailedError(message, failure.expected(), failure.actual());
        }
        if (failure.is(TestSkippedException.class.getName())) return new TestSkippedException(message);
        if (failure.is(TestAbortedException.class.getName())) return new TestAbortedException(message);
        if (failure.is(IncompleteExecutionException.class.getName())) return new IncompleteExecutionException(message);
        if (failure.is(AssertionError.class.getName())) {
            // Subclasses lose their class, so they keep its name in the text.
            return new AssertionError(failure.type().equals(AssertionError.class.getName()) ? message : failure.text());
        }
        return new RemoteTestException(failure.type(), failure.text());
    }

    private static Throwable multiple(Failure failure) {
        List<Throwable> parts = failure.failures().stream().map(Failures::toThrowable).toList();
        String message = failure.message();
        return new MultipleFailuresError(heading(message), parts);
    }

    /** The error's own message holds the parts' already, below a heading such as {@code "Multiple Failures (2 failures)"}. */
    private static @Nullable String heading(@Nullable String message) {
        if (message == null) return null;
        int count = message.indexOf(" (");
        int end = message.indexOf('\n');
        return count < 0 || (end >= 0 && count > end) ? message.lines().findFirst().orElse("") : message.substring(0, count);
    }
}
