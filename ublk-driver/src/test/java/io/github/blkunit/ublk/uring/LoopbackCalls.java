package io.github.blkunit.ublk.uring;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.blkunit.ublk.uapi.io_cqring_offsets;
import io.github.blkunit.ublk.uapi.io_uring_params;
import io.github.blkunit.ublk.uapi.io_uring_sqe;
import io.github.blkunit.ublk.uapi.io_sqring_offsets;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A kernel that completes every submission at once with result 0, in ordinary memory: what is left is this side's work.
 * Allocates only while a ring is made.
 */
public final class LoopbackCalls implements RingCalls {
    private static final int TAIL = 4;
    private static final int CQ_HEAD = 16;
    private static final int CQ_TAIL = 20;
    private static final int OVERFLOW = 32;
    private static final int ARRAY = 64;
    private static final int CQES = 1 << 16;
    private static final int CQE_BYTES = 16;
    private static final int SQE_BYTES = 64;
    private static final long USER_DATA = io_uring_sqe.user_data$offset();

    private MemorySegment ring = MemorySegment.NULL;
    private MemorySegment sqes = MemorySegment.NULL;
    private int sqMask;
    private int cqMask;

    @Override
    public int setup(int entries, MemorySegment params) {
        sqMask = Integer.highestOneBit(entries * 2 - 1) - 1;
        cqMask = Integer.highestOneBit(io_uring_params.cq_entries(params) * 2 - 1) - 1;
        io_uring_params.sq_entries(params, sqMask + 1);
        io_uring_params.cq_entries(params, cqMask + 1);
        io_uring_params.features(params, io.github.blkunit.ublk.uapi.IoUring.IORING_FEAT_SINGLE_MMAP());
        io_sqring_offsets.tail(io_uring_params.sq_off(params), TAIL);
        io_sqring_offsets.array(io_uring_params.sq_off(params), ARRAY);
        MemorySegment completions = io_uring_params.cq_off(params);
        io_cqring_offsets.head(completions, CQ_HEAD);
        io_cqring_offsets.tail(completions, CQ_TAIL);
        io_cqring_offsets.overflow(completions, OVERFLOW);
        io_cqring_offsets.cqes(completions, CQES);
        return 1000;
    }

    @Override
    public long map(int fd, long bytes, long offset) {
        MemorySegment memory = Arena.ofAuto().allocate(bytes, SQE_BYTES);
        if (offset == 0) ring = memory;
        else
            sqes = memory;
        return memory.address();
    }

    @Override
    public int enter(int fd, int toSubmit, int minComplete, int flags, long argument, long argumentSize) {
        int head = ring.get(JAVA_INT, 0);
        int tail = ring.get(JAVA_INT, CQ_TAIL);
        for (int n = 0; n < toSubmit; n++) {
            long from = (long) ring.get(JAVA_INT, ARRAY + ((long) (head + n & sqMask) << 2)) * SQE_BYTES;
            long to = CQES + (long) (tail + n & cqMask) * CQE_BYTES;
            ring.set(JAVA_LONG, to, sqes.get(JAVA_LONG, from + USER_DATA));
            ring.set(JAVA_LONG, to + Long.BYTES, 0);
        }
        ring.set(JAVA_INT, 0, head + toSubmit);
        ring.set(JAVA_INT, CQ_TAIL, tail + toSubmit);
        return toSubmit;
    }

    @Override
    public int register(int fd, int opcode, MemorySegment argument, int count) { return 0; }

    @Override
    public int unmap(long address, long bytes) { return 0; }

    @Override
    public int close(int fd) { return 0; }
}
