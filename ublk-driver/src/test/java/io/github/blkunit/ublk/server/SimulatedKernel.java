package io.github.blkunit.ublk.server;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.uapi.UblkCmd;
import io.github.blkunit.ublk.uapi.io_cqring_offsets;
import io.github.blkunit.ublk.uapi.io_sqring_offsets;
import io.github.blkunit.ublk.uapi.io_uring_cqe;
import io.github.blkunit.ublk.uapi.io_uring_params;
import io.github.blkunit.ublk.uapi.io_uring_sqe;
import io.github.blkunit.ublk.uapi.ublksrv_io_cmd;
import io.github.blkunit.ublk.uapi.ublksrv_io_desc;
import io.github.blkunit.ublk.uring.RingCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The kernel's side of one ublk queue in ordinary memory: takes fetches and commits from the ring, hands out requests in random order and batches, and notes
 * every breach of the protocol. Single-threaded: everything happens inside {@link #enter}.
 */
final class SimulatedKernel implements RingCalls {
    private static final int TAIL = 4;
    private static final int ARRAY = 64;
    private static final int CQES = 4096;

    /** Who owns a tag, as the kernel sees it. */
    private enum Owner {
        NOBODY, KERNEL, SERVER
    }

    final List<String> breaches = new ArrayList<>();
    final MemorySegment descriptors;
    final List<Integer> results = new ArrayList<>();
    int delivered;
    int committed;
    private final Random random;
    private final int total;
    private final Owner[] owners;
    private final int[] expected;
    private final List<Integer> idle = new ArrayList<>();
    private MemorySegment ring = MemorySegment.NULL;
    private MemorySegment sqes = MemorySegment.NULL;
    private int sqEntries;
    private int cqEntries;
    private int refuseCommit = -1;

    /** Parameter total: requests to hand out before every tag is ended. */
    SimulatedKernel(long seed, int depth, int total) {
        this.random = new Random(seed);
        this.total = total;
        this.owners = new Owner[depth];
        java.util.Arrays.fill(owners, Owner.NOBODY);
        this.expected = new int[depth];
        this.descriptors = Arena.ofAuto().allocate(ublksrv_io_desc.layout(), depth);
    }

    /** The n-th commit gets an error instead of a request. */
    SimulatedKernel refusingCommit(int number) {
        refuseCommit = number;
        return this;
    }

    @Override
    public int setup(int entries, MemorySegment params) {
        sqEntries = Integer.highestOneBit(entries * 2 - 1);
        cqEntries = Integer.highestOneBit(io_uring_params.cq_entries(params) * 2 - 1);
        io_uring_params.sq_entries(params, sqEntries);
        io_uring_params.cq_entries(params, cqEntries);
        io_uring_params.features(params, io.github.blkunit.ublk.uapi.IoUring.IORING_FEAT_SINGLE_MMAP());
        MemorySegment sq = io_uring_params.sq_off(params);
        io_sqring_offsets.tail(sq, TAIL);
        io_sqring_offsets.array(sq, ARRAY);
        MemorySegment cq = io_uring_params.cq_off(params);
        io_cqring_offsets.head(cq, 16);
        io_cqring_offsets.tail(cq, 16 + TAIL);
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
        for (int n = 0; n < toSubmit; n++) take(sqes.asSlice((head + n & sqEntries - 1) * 64L, 64));
        ring.set(JAVA_INT, 0, head + toSubmit);
        deliver(Math.max(minComplete, idle.isEmpty() ? 0 : random.nextInt(idle.size() + 1)));
        return toSubmit;
    }

    private void take(MemorySegment sqe) {
        MemorySegment command = sqe.asSlice(io_uring_sqe.cmd$offset());
        int tag = ublksrv_io_cmd.tag(command);
        boolean fetch = io_uring_sqe.cmd_op(sqe) == (int) UblkCmd.UBLK_U_IO_FETCH_REQ();
        if (fetch && owners[tag] != Owner.NOBODY) breaches.add("fetched twice: tag=" + tag);
        if (!fetch && owners[tag] != Owner.SERVER) breaches.add("committed without owning it: tag=" + tag);
        if (ublksrv_io_cmd.addr(command) == 0) breaches.add("no buffer: tag=" + tag);
        owners[tag] = Owner.KERNEL;
        idle.add(tag);
        if (fetch) return;
        committed++;
        results.add(ublksrv_io_cmd.result(command));
        if (ublksrv_io_cmd.result(command) >= 0 && ublksrv_io_cmd.result(command) != expected[tag])
            breaches.add("short or wrong result: tag=" + tag + ", result=" + ublksrv_io_cmd.result(command) + ", expected="
                    + expected[tag]);
    }

    private void deliver(int count) {
        for (int n = 0; n < count && !idle.isEmpty(); n++) {
            int tag = idle.remove(random.nextInt(idle.size()));
            if (committed == refuseCommit) complete(tag, -Errno.EINVAL.number());
            else if (delivered == total) complete(tag, -Errno.ENODEV.number());
            else
                request(tag);
        }
    }

    private void request(int tag) {
        int sectors = 8 * (1 + random.nextInt(8));
        int operation = random.nextInt(7); // 4 and 6 are none that was declared
        MemorySegment descriptor = ublksrv_io_desc.asSlice(descriptors, tag);
        ublksrv_io_desc.op_flags(descriptor, operation);
        ublksrv_io_desc.nr_sectors(descriptor, sectors);
        ublksrv_io_desc.start_sector(descriptor, random.nextInt(1 << 20));
        expected[tag] = operation <= 1 ? sectors * 512 : 0;
        owners[tag] = Owner.SERVER;
        delivered++;
        complete(tag, 0);
    }

    private void complete(int tag, int result) {
        int tail = ring.get(JAVA_INT, 16 + TAIL);
        if (tail - ring.get(JAVA_INT, 16) == cqEntries) breaches.add("completion ring overrun");
        MemorySegment cqe = ring.asSlice(CQES + (tail & cqEntries - 1) * 16L, 16);
        io_uring_cqe.user_data(cqe, tag);
        io_uring_cqe.res(cqe, result);
        ring.set(JAVA_INT, 16 + TAIL, tail + 1);
    }

    @Override
    public int register(int fd, int opcode, MemorySegment argument, int count) { return -Errno.EINVAL.number(); }

    @Override
    public int unmap(long address, long bytes) { return 0; }

    @Override
    public int close(int fd) { return 0; }
}
