package io.github.blkunit.ublk.target;

import java.io.IOException;

/**
 * A {@link BlockTarget} that keeps protection information beside its data. The kernel makes and checks it for clients that bring none of their own. Needs user
 * copy, Linux 7.0.
 */
public interface Protected {
    /** {@return how it looks} */
    IntegrityFormat integrity();

    /** Fills all of {@code metadata} with what belongs to the data at {@code position}: 0xff where nothing was ever written. */
    void readMetadata(long position, Data metadata) throws IOException;

    /** Keeps all of {@code metadata}, which belongs to the data at {@code position}. */
    void writeMetadata(long position, Data metadata) throws IOException;
}
