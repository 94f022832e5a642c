package io.github.blkunit.ublk.server;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.blkunit.ublk.uapi.IoUring;
import io.github.blkunit.ublk.uapi.io_cqring_offsets;
import io.github.blkunit.ublk.uapi.io_sqring_offsets;
import io.github.blkunit.ublk.uapi.io_uring_cqe;
import io.github.blkunit.ublk.uapi.io_uring_params;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/** The kernel's side of a ring, in ordinary memory. */
final class SimulatedRing {
    private static final int TAIL = 4;
    private static final int ARRAY = 64;
    private static final int CQES = 65536;
    private static final int FD = 1000;

    private MemorySegment ring = MemorySegment.NULL;
    private MemorySegment sqes = MemorySegment.NULL;
    private int sqEntries;
    private int cqEntries;

    int setup(int entries, MemorySegment params) {
        sqEntries = Integer.highestOneBit(entries * 2 - 1);
        cqEntries = Integer.highestOneBit(io_uring_params.cq_entries(params) * 2 - 1);
        io_uring_params.sq_entries(params, sqEntries);
        io_uring_params.cq_entries(params, cqEntries);
        io_uring_params.features(params, IoUring.IORING_FEAT_SINGLE_MMAP());
        MemorySegment sq = io_uring_params.sq_off(params);
        io_sqring_offsets.tail(sq, TAIL);
        io_sqring_offsets.array(sq, ARRAY);
        MemorySegment cq = io_uring_params.cq_off(params);
        io_cqring_offsets.head(cq, 16);
        io_cqring_offsets.tail(cq, 16 + TAIL);
        io_cqring_offsets.overflow(cq, 32);
        io_cqring_offsets.cqes(cq, CQES);
        return FD;
    }

    long map(long bytes, long offset) {
        MemorySegment memory = Arena.ofAuto().allocate(bytes, 64);
        if (offset == 0) ring = memory;
        else
            sqes = memory;
        return memory.address();
    }

    /** Hands over so many submissions. */
    void take(int count, Consumer<MemorySegment> taker) {
        int head = ring.get(JAVA_INT, 0);
        for (int n = 0; n < count; n++) {
            int index = ring.get(JAVA_INT, ARRAY + (head + n & sqEntries - 1) * 4L);
            taker.accept(sqes.asSlice(index * 64L, 64));
        }
        ring.set(JAVA_INT, 0, head + count);
    }

    /** {@return completions that the server has not looked at} */
    int ready() {
        return ring.get(JAVA_INT, 16 + TAIL) - ring.get(JAVA_INT, 16);
    }

    /** Completes a submission. Returns false if the server must have lost one. */
    boolean complete(long userData, int result, int flags) {
        int tail = ring.get(JAVA_INT, 16 + TAIL);
        boolean room = tail - ring.get(JAVA_INT, 16) < cqEntries;
        MemorySegment cqe = ring.asSlice(CQES + (tail & cqEntries - 1) * 16L, 16);
        io_uring_cqe.user_data(cqe, userData);
        io_uring_cqe.res(cqe, result);
        io_uring_cqe.flags(cqe, flags);
        ring.set(JAVA_INT, 16 + TAIL, tail + 1);
        return room;
    }
}
