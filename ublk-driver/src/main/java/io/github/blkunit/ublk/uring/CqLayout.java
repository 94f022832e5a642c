package io.github.blkunit.ublk.uring;

import io.github.blkunit.ublk.uapi.io_cqring_offsets;
import io.github.blkunit.ublk.uapi.io_uring_cqe;
import io.github.blkunit.ublk.uapi.io_uring_params;
import java.lang.foreign.MemorySegment;

/** Where the completion ring's words lie in the mapped ring, in bytes; as io_uring_setup(2) reported them. */
record CqLayout(int head, int tail, int overflow, int cqes, int entries) {
    static final long CQE_BYTES = io_uring_cqe.sizeof();

    static CqLayout of(MemorySegment params) {
        MemorySegment offsets = io_uring_params.cq_off(params);
        return new CqLayout(io_cqring_offsets.head(offsets), io_cqring_offsets.tail(offsets), io_cqring_offsets.overflow(offsets),
                io_cqring_offsets.cqes(offsets), io_uring_params.cq_entries(params));
    }

    /** {@return bytes of the ring up to its end} */
    long bytes() { return cqes + CQE_BYTES * entries; }
}
