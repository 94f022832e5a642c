package io.github.blkunit.ublk.target;

import java.time.Duration;

/** Another target, each of whose requests waits first ("fault inject"). Equal delays keep their order. */
public final class DelayTarget implements WrappingTarget {
    private final Target target;
    private final long nanos;

    /** Parameter delay: not negative. */
    public DelayTarget(Target target, Duration delay) {
        if (delay.isNegative()) throw new IllegalArgumentException("the delay must not be negative: delay=" + delay);
        this.target = target;
        this.nanos = delay.toNanos();
    }

    @Override
    public Target target() { return target; }

    @Override
    public IoHandler handler(Operations operations) {
        IoHandler next = target.handler(operations);
        return request -> operations.delay(request, nanos, next);
    }
}
