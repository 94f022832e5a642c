package io.github.blkunit.ublk.uring;

import io.github.blkunit.ublk.uapi.io_sqring_offsets;
import io.github.blkunit.ublk.uapi.io_uring_params;
import java.lang.foreign.MemorySegment;

/** Where the submission ring's words lie in the mapped ring, in bytes; as io_uring_setup(2) reported them. */
record SqLayout(int head, int tail, int flags, int dropped, int array, int entries) {
    static SqLayout of(MemorySegment params) {
        MemorySegment offsets = io_uring_params.sq_off(params);
        return new SqLayout(io_sqring_offsets.head(offsets), io_sqring_offsets.tail(offsets), io_sqring_offsets.flags(offsets),
                io_sqring_offsets.dropped(offsets), io_sqring_offsets.array(offsets), io_uring_params.sq_entries(params));
    }

    /** {@return bytes of the ring up to its end} */
    long bytes() { return array + (long) Integer.BYTES * entries; }
}
