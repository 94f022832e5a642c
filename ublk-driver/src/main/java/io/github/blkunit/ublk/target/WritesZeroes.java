package io.github.blkunit.ublk.target;

import java.io.IOException;

/** A {@link BlockTarget} that can write zeroes without being sent them. */
public interface WritesZeroes {
    /**
     * The range reads as zeroes from now on.
     *
     * @param mayDeallocate whether storage may be given back
     */
    void writeZeroes(long position, long length, boolean mayDeallocate) throws IOException;
}
