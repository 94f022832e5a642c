package io.github.blkunit.ublk.target;

import java.io.IOException;

/** A {@link BlockTarget} that can give storage back. */
public interface Discards {
    /** The range is not needed any more; only advice. {@code length} may exceed 2 GiB. */
    void discard(long position, long length) throws IOException;
}
