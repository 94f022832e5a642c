package io.github.blkunit.fio;

import io.github.blkunit.ByteSize;
import java.time.Duration;
import java.util.Map;

/** A limit on what each copy of a job does, instead of as much as it can. */
public final class Rate {
    private Rate() {}

    /** At most so many requests per second and copy and direction, at least 1. Latency tests want this: a saturated queue has any latency. */
    public static JobPart iops(int perSecond) {
        if (perSecond < 1) { throw new IllegalArgumentException("a rate must be at least 1: perSecond=" + perSecond); }
        return () -> Map.of("rate_iops", Integer.toString(perSecond));
    }

    /** At most so many bytes per second and copy and direction. */
    public static JobPart bytes(ByteSize perSecond) {
        if (perSecond.bytes() < 1) {
            throw new IllegalArgumentException("a rate must be at least 1 byte: perSecond=" + perSecond);
        }
        return () -> Map.of("rate", Long.toString(perSecond.bytes()));
    }

    /** Waits so long after each request. */
    public static JobPart thinkTime(Duration pause) {
        if (pause.isNegative()) { throw new IllegalArgumentException("a pause must not be negative: pause=" + pause); }
        return () -> Map.of("thinktime", pause.toNanos() / 1000 + "us");
    }
}
