package io.github.blkunit.ublk.target;

import java.io.IOException;

/** A {@link BlockTarget} whose writes are durable only after a flush. The disk then has a volatile write cache. */
public interface Flushes {
    /** Makes durable every write that returned before; also called after a write that must be durable at once. */
    void flush() throws IOException;
}
