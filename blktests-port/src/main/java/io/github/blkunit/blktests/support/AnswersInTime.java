package io.github.blkunit.blktests.support;

import io.github.blkunit.Device;
import io.github.blkunit.TimeScale;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.jspecify.annotations.Nullable;

/**
 * Fails a test against a given device that had requests and answered none of them for half a minute, also if all went well in
 * the end: upstream waits as long as it takes. What never comes back at all is ended by {@code blkunit.test.timeout}.
 */
public final class AnswersInTime implements InvocationInterceptor {
    /** The kernel's usual limit for a request. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Override
    public void interceptTestMethod(Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        Optional<Device> given = method.getArguments().stream().filter(Device.class::isInstance).map(Device.class::cast)
                .findFirst();
        if (given.isEmpty()) {
            test.proceed();
            return;
        }
        try (StallWatch watch = StallWatch.on(given.get())) {
            Throwable failure = failureOf(test);
            Duration limit = TimeScale.deadline(LIMIT);
            Optional<StallWatch.Stall> stall = watch.longest().filter(one -> one.time().compareTo(limit) > 0);
            if (stall.isPresent()) {
                throw new AssertionError("the device did not answer: " + stall.get() + ", allowed=" + limit.toSeconds() + " s"
                        + (failure == null ? "" : "; the test: " + failure.getMessage()), failure);
            }
            if (failure != null) { throw failure; }
        }
    }

    private static @Nullable Throwable failureOf(Invocation<Void> test) {
        try {
            test.proceed();
            return null;
        } catch (Throwable failure) {
            return failure;
        }
    }
}
