package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.target.Data;
import io.github.blkunit.ublk.target.IntegrityFormat;
import io.github.blkunit.ublk.uapi.UblkCmd;

/** The protection information of one tag's requests: memory of its own beside the data. Threads: as the slot. */
final class Metadata {
    private static final int ATTACHED = (int) UblkCmd.UBLK_IO_F_INTEGRITY();

    private final Data data;
    private final int intervalShift;
    private final int bytesPerInterval;

    /** Parameter data: as large as the largest request needs, see {@link IntegrityFormat#metadataBytes(long)}. */
    Metadata(Data data, IntegrityFormat format) {
        this.data = data;
        this.intervalShift = Integer.numberOfTrailingZeros(format.interval());
        this.bytesPerInterval = format.metadataBytes();
    }

    /** A request has arrived; perhaps it carries some. */
    void arrive(int flags, long dataBytes) {
        data.length((flags & ATTACHED) == 0 ? 0 : (dataBytes >> intervalShift) * bytesPerInterval);
    }

    Data data() { return data; }
}
