package io.github.blkunit.ublk.server;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.uapi.IoUring;
import io.github.blkunit.ublk.uapi.UblkCmd;
import io.github.blkunit.ublk.uapi.io_uring_buf;
import io.github.blkunit.ublk.uapi.io_uring_buf_reg;
import io.github.blkunit.ublk.uapi.io_uring_sqe;
import io.github.blkunit.ublk.uapi.ublk_batch_io;
import io.github.blkunit.ublk.uapi.ublk_elem_header;
import io.github.blkunit.ublk.uapi.ublksrv_io_desc;
import io.github.blkunit.ublk.uring.RingCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/** The kernel's side of one ublk queue that works in batches, mapped mode; hands out reads, as many at a time as chance will have it. Single-threaded. */
final class SimulatedBatchKernel implements RingCalls {
    private static final int PREPARE = (int) UblkCmd.UBLK_U_IO_PREP_IO_CMDS();
    private static final int COMMIT = (int) UblkCmd.UBLK_U_IO_COMMIT_IO_CMDS();
    private static final int SECTORS = 8;
    private static final int MORE = IoUring.IORING_CQE_F_MORE();

    final List<String> breaches = new ArrayList<>();
    final MemorySegment descriptors;
    int delivered;
    int committed;
    int entered;
    int takenTogether;
    /** Called at every entry, so that a test can do what other threads would do. */
    Runnable elsewhere = () -> {};
    /** Set by whoever wakes the ring. */
    boolean woken;
    /** Takes at most so many answers of a batch, then the server has to hand over the rest again. */
    int takesAtMost = Integer.MAX_VALUE;
    /** The n-th answer is refused. */
    int refuses = -1;
    private final SimulatedRing ring = new SimulatedRing();
    private final Random random;
    private final int depth;
    private final int total;
    private final BitSet idle = new BitSet();
    private final BitSet served = new BitSet();
    private MemorySegment bufferRing = MemorySegment.NULL;
    private MemorySegment buffer = MemorySegment.NULL;
    private int filled;
    private long fetch = -1;
    private boolean ended;

    /** Parameter total: requests to hand out before the queue is ended. */
    SimulatedBatchKernel(long seed, int depth, int total) {
        this.random = new Random(seed);
        this.depth = depth;
        this.total = total;
        this.descriptors = Arena.ofAuto().allocate(ublksrv_io_desc.layout(), depth);
    }

    @Override
    public int setup(int entries, MemorySegment params) { return ring.setup(entries, params); }

    @Override
    public long map(int fd, long bytes, long offset) { return ring.map(bytes, offset); }

    @Override
    public int enter(int fd, int toSubmit, int minComplete, int flags, long argument, long argumentSize) {
        entered++;
        ring.take(toSubmit, this::take);
        elsewhere.run();
        if (woken) complete(UserData.of(UserData.WAKE, 0), 8, 0);
        woken = false;
        if (ring.ready() < minComplete || random.nextBoolean()) deliver();
        if (ring.ready() < minComplete)
            throw new AssertionError("the server waits for ever: delivered=" + delivered + ", committed=" + committed);
        return toSubmit;
    }

    private void take(MemorySegment sqe) {
        if (io_uring_sqe.opcode(sqe) != IoUring.IORING_OP_URING_CMD()) return; // the wake-up's read
        MemorySegment command = sqe.asSlice(io_uring_sqe.cmd$offset());
        int operation = io_uring_sqe.cmd_op(sqe);
        if (operation == PREPARE) {
            if (ublk_batch_io.nr_elem(command) != depth) breaches.add("prepared some tags only");
            idle.set(0, depth);
            complete(io_uring_sqe.user_data(sqe), 0, 0);
        } else if (operation == COMMIT) {
            commit(sqe, ublk_batch_io.nr_elem(command), ublk_batch_io.elem_bytes(command));
        } else {
            fetch = io_uring_sqe.user_data(sqe);
            buffer = MemorySegment.ofAddress(io_uring_buf.addr(bufferRing)).reinterpret(io_uring_buf.len(bufferRing));
            filled = 0;
        }
    }

    private void commit(MemorySegment sqe, int count, int elementBytes) {
        if (io_uring_sqe.len(sqe) != count * elementBytes) breaches.add("length=" + io_uring_sqe.len(sqe));
        MemorySegment array = MemorySegment.ofAddress(io_uring_sqe.addr(sqe)).reinterpret((long) count * elementBytes);
        boolean quiet = (io_uring_sqe.flags(sqe) & IoUring.IOSQE_CQE_SKIP_SUCCESS()) != 0;
        if (quiet && count != 1) breaches.add("nobody would learn that only some of these were taken: answers=" + count);
        int taken = 0;
        while (taken < Math.min(count, takesAtMost)) {
            if (committed == refuses) break;
            answer(array.asSlice((long) taken++ * elementBytes, elementBytes));
        }
        if (count > 1) takenTogether += taken;
        if (taken == 0) complete(io_uring_sqe.user_data(sqe), -Errno.EBUSY.number(), 0);
        else if (!quiet) complete(io_uring_sqe.user_data(sqe), taken * elementBytes, 0);
    }

    private void answer(MemorySegment element) {
        int tag = ublk_elem_header.tag(element);
        if (!served.get(tag)) breaches.add("committed without owning it: tag=" + tag);
        if (ublk_elem_header.result(element) != SECTORS * 512) breaches.add("result=" + ublk_elem_header.result(element));
        if (element.get(JAVA_LONG, ublk_elem_header.sizeof()) == 0) breaches.add("no buffer: tag=" + tag);
        served.clear(tag);
        idle.set(tag);
        committed++;
    }

    private void deliver() {
        if (fetch < 0 || ended) return;
        if (delivered == total) {
            ended = true; // what is still held must be committed all the same
            complete(fetch, -Errno.ENODEV.number(), 0);
            return;
        }
        int from = filled;
        for (int count = 1 + random.nextInt(depth); count > 0 && delivered < total && filled < buffer.byteSize(); count--) {
            int tag = idle.nextSetBit(random.nextInt(depth));
            if (tag < 0) break;
            idle.clear(tag);
            served.set(tag);
            delivered++;
            ublksrv_io_desc.nr_sectors(ublksrv_io_desc.asSlice(descriptors, tag), SECTORS);
            buffer.set(JAVA_SHORT, filled, (short) tag);
            filled += Short.BYTES;
        }
        if (filled == from) return;
        boolean full = filled == buffer.byteSize();
        complete(fetch, filled - from, full ? 0 : MORE);
        if (full) fetch = -1;
    }

    private void complete(long userData, int result, int flags) {
        if (!ring.complete(userData, result, flags)) breaches.add("completion ring overrun");
    }

    @Override
    public int register(int fd, int opcode, MemorySegment argument, int count) {
        if (opcode == IoUring.IORING_REGISTER_PBUF_RING())
            bufferRing = MemorySegment.ofAddress(io_uring_buf_reg.ring_addr(argument)).reinterpret(io_uring_buf.sizeof());
        return 0;
    }

    @Override
    public int unmap(long address, long bytes) { return 0; }

    @Override
    public int close(int fd) { return 0; }
}
