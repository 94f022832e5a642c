package io.github.blkunit.ublk.target;

import java.io.IOException;

/** A {@link BlockTarget} whose size can change while it is served. */
public interface Resizes {
    /** Prepares for a new size in bytes; the kernel is told after it returned. */
    void resize(long size) throws IOException;
}
