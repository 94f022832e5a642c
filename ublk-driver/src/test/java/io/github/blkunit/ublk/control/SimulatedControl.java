package io.github.blkunit.ublk.control;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.uapi.IoUring;
import io.github.blkunit.ublk.uapi.io_cqring_offsets;
import io.github.blkunit.ublk.uapi.io_sqring_offsets;
import io.github.blkunit.ublk.uapi.io_uring_cqe;
import io.github.blkunit.ublk.uapi.io_uring_params;
import io.github.blkunit.ublk.uapi.io_uring_sqe;
import io.github.blkunit.ublk.uapi.ublksrv_ctrl_cmd;
import io.github.blkunit.ublk.uring.RingCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kernel's side of the control device: answers every command with one error, or success, and remembers what was asked. */
final class SimulatedControl implements RingCalls {
    private static final int CQ_HEAD = 16;
    private static final int CQ_TAIL = 20;
    private static final int CQES = 4096;
    private static final int ARRAY = 64;
    private static final int SQE_BYTES = 128;

    /** One command as it came. */
    record Asked(int command, int device, int bytes, int pathBytes, long data) {}

    final List<Asked> asked = new ArrayList<>();
    int closed;
    private final @Nullable Errno error;
    private MemorySegment ring = MemorySegment.NULL;
    private MemorySegment sqes = MemorySegment.NULL;
    private int entries;
    private int cqEntries;

    SimulatedControl(@Nullable Errno error) { this.error = error; }

    @Override
    public int setup(int wanted, MemorySegment params) {
        entries = wanted;
        cqEntries = io_uring_params.cq_entries(params);
        io_uring_params.sq_entries(params, wanted);
        io_uring_params.features(params, IoUring.IORING_FEAT_SINGLE_MMAP());
        io_sqring_offsets.tail(io_uring_params.sq_off(params), 4);
        io_sqring_offsets.array(io_uring_params.sq_off(params), ARRAY);
        MemorySegment cq = io_uring_params.cq_off(params);
        io_cqring_offsets.head(cq, CQ_HEAD);
        io_cqring_offsets.tail(cq, CQ_TAIL);
        io_cqring_offsets.overflow(cq, 32);
        io_cqring_offsets.cqes(cq, CQES);
        return 1000;
    }

    @Override
    public long map(int fd, long bytes, long offset) {
        MemorySegment memory = Arena.ofAuto().allocate(bytes, 64);
        if (offset == 0) ring = memory;
        else
            sqes = memory;
        return memory.address();
    }

    @Override
    public int enter(int fd, int toSubmit, int minComplete, int flags, long argument, long argumentSize) {
        int head = ring.get(JAVA_INT, 0);
        for (int n = 0; n < toSubmit; n++) {
            int index = ring.get(JAVA_INT, ARRAY + (head + n & entries - 1) * 4L);
            MemorySegment sqe = sqes.asSlice((long) index * SQE_BYTES, SQE_BYTES);
            MemorySegment header = sqe.asSlice(io_uring_sqe.cmd$offset());
            asked.add(new Asked(io_uring_sqe.cmd_op(sqe), ublksrv_ctrl_cmd.dev_id(header), Short.toUnsignedInt(ublksrv_ctrl_cmd
                    .len(header)),
                    ublksrv_ctrl_cmd.dev_path_len(header), ublksrv_ctrl_cmd.data(header, 0)));
            int tail = ring.get(JAVA_INT, CQ_TAIL);
            MemorySegment cqe = ring.asSlice(CQES + (tail & cqEntries - 1) * 16L, 16);
            io_uring_cqe.user_data(cqe, io_uring_sqe.user_data(sqe));
            io_uring_cqe.res(cqe, error == null ? 0 : -error.number());
            ring.set(JAVA_INT, CQ_TAIL, tail + 1);
        }
        ring.set(JAVA_INT, 0, head + toSubmit);
        return toSubmit;
    }

    @Override
    public int register(int fd, int opcode, MemorySegment argument, int count) { return 0; }

    @Override
    public int unmap(long address, long bytes) { return 0; }

    @Override
    public int close(int fd) {
        closed++;
        return 0;
    }
}
