package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.uapi.IoUring;
import io.github.blkunit.ublk.uapi.UblkCmd;
import io.github.blkunit.ublk.uapi.io_uring_sqe;
import io.github.blkunit.ublk.uapi.ublksrv_io_cmd;
import io.github.blkunit.ublk.uapi.ublksrv_io_desc;
import io.github.blkunit.ublk.uring.RingCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The kernel's side of one ublk queue in ordinary memory: takes commands and operations from the ring, hands out requests and completes operations in random
 * order and batches, and notes every breach of the protocol. Single-threaded: everything happens inside {@link #enter}.
 */
final class SimulatedKernel implements RingCalls {
    private static final int FETCH = (int) UblkCmd.UBLK_U_IO_FETCH_REQ();
    private static final int COMMIT = (int) UblkCmd.UBLK_U_IO_COMMIT_AND_FETCH_REQ();
    private static final int GET_DATA = (int) UblkCmd.UBLK_U_IO_NEED_GET_DATA();
    private static final int REGISTER = (int) UblkCmd.UBLK_U_IO_REGISTER_IO_BUF();
    private static final int UNREGISTER = (int) UblkCmd.UBLK_U_IO_UNREGISTER_IO_BUF();

    /** Who owns a tag, as the kernel sees it. */
    private enum Owner {
        NOBODY, KERNEL, SERVER
    }

    private record Pending(long userData, int result) {}

    final List<String> breaches = new ArrayList<>();
    final MemorySegment descriptors;
    final List<Integer> results = new ArrayList<>();
    int delivered;
    int committed;
    /** Called at every entry, so that a test can do what other threads would do. */
    Runnable elsewhere = () -> {};
    /** Set by whoever wakes the ring. */
    boolean woken;
    private final Random random;
    private final int total;
    private final DataMode mode;
    private final Owner[] owners;
    private final int[] expected;
    private final boolean[] asked;
    private final Set<Integer> registered = new HashSet<>();
    private final List<Integer> idle = new ArrayList<>();
    private final List<Pending> operations = new ArrayList<>();
    private final SimulatedRing ring = new SimulatedRing();
    private boolean quiesces;
    private boolean ended;
    private int refuseCommit = -1;
    private int operationErrors;
    private int registerErrors;

    /** Parameter total: requests to hand out before every tag is ended. */
    SimulatedKernel(long seed, int depth, int total, DataMode mode) {
        this.random = new Random(seed);
        this.total = total;
        this.mode = mode;
        this.owners = new Owner[depth];
        Arrays.fill(owners, Owner.NOBODY);
        this.expected = new int[depth];
        this.asked = new boolean[depth];
        this.descriptors = Arena.ofAuto().allocate(ublksrv_io_desc.layout(), depth);
    }

    SimulatedKernel(long seed, int depth, int total) { this(seed, depth, total, new DataMode.Mapped()); }

    /** At the end ends only the tags that it has; a tag that is committed after that is fetched for ever, as when a device is quiesced. */
    SimulatedKernel quiescing() {
        quiesces = true;
        return this;
    }

    /** The n-th commit gets an error instead of a request. */
    SimulatedKernel refusingCommit(int number) {
        refuseCommit = number;
        return this;
    }

    /** Every n-th operation fails with ENOSPC, or moves half. */
    SimulatedKernel failingOperations(int every) {
        operationErrors = every;
        return this;
    }

    /** Every n-th registration of pages fails with ENOMEM. */
    SimulatedKernel failingRegistrations(int every) {
        registerErrors = every;
        return this;
    }

    @Override
    public int setup(int entries, MemorySegment params) { return ring.setup(entries, params); }

    @Override
    public long map(int fd, long bytes, long offset) { return ring.map(bytes, offset); }

    @Override
    public int enter(int fd, int toSubmit, int minComplete, int flags, long argument, long argumentSize) {
        ring.take(toSubmit, this::take);
        elsewhere.run();
        if ((flags & IoUring.IORING_ENTER_GETEVENTS()) != 0) deliver(minComplete);
        return toSubmit;
    }

    private void take(MemorySegment sqe) {
        int opcode = io_uring_sqe.opcode(sqe);
        long userData = io_uring_sqe.user_data(sqe);
        if (opcode == IoUring.IORING_OP_URING_CMD()) command(sqe);
        else if (UserData.kind(userData) != UserData.WAKE) operation(sqe, userData);
    }

    private void command(MemorySegment sqe) {
        MemorySegment command = sqe.asSlice(io_uring_sqe.cmd$offset());
        int tag = ublksrv_io_cmd.tag(command);
        int operation = io_uring_sqe.cmd_op(sqe);
        if (operation == REGISTER || operation == UNREGISTER) {
            registration(sqe, tag, operation == REGISTER);
            return;
        }
        if (operation == FETCH && owners[tag] != Owner.NOBODY) breaches.add("fetched twice: tag=" + tag);
        if (operation == COMMIT && owners[tag] != Owner.SERVER) breaches.add("committed without owning it: tag=" + tag);
        if (operation == GET_DATA && !asked[tag]) breaches.add("asked for data that is there: tag=" + tag);
        boolean address = mode instanceof DataMode.Mapped || mode instanceof DataMode.NeedGetData;
        if (address != (ublksrv_io_cmd.addr(command) != 0))
            breaches.add("buffer=" + ublksrv_io_cmd.addr(command) + ": tag=" + tag);
        if (operation == GET_DATA) {
            asked[tag] = false;
            operations.add(new Pending(io_uring_sqe.user_data(sqe), 0));
            return;
        }
        owners[tag] = Owner.KERNEL;
        if (!quiesces || !ended) idle.add(tag);
        if (operation == FETCH) return;
        if (registered.contains(tag)) breaches.add("committed with its pages still registered: tag=" + tag);
        committed++;
        results.add(ublksrv_io_cmd.result(command));
        if (ublksrv_io_cmd.result(command) >= 0 && ublksrv_io_cmd.result(command) != expected[tag])
            breaches.add("short or wrong result: tag=" + tag + ", result=" + ublksrv_io_cmd.result(command) + ", expected="
                    + expected[tag]);
    }

    private void registration(MemorySegment sqe, int tag, boolean now) {
        if (owners[tag] != Owner.SERVER) breaches.add("registered without owning it: tag=" + tag);
        if (now && registerErrors > 0 && random.nextInt(registerErrors) == 0)
            complete(io_uring_sqe.user_data(sqe), -Errno.ENOMEM.number()); // at once, as the real one does
        else if (!now && !registered.remove(tag)) complete(io_uring_sqe.user_data(sqe), -Errno.EINVAL.number());
        else if (now && !registered.add(tag)) breaches.add("registered twice: tag=" + tag);
    }

    private void operation(MemorySegment sqe, long userData) {
        int tag = UserData.index(userData);
        int opcode = io_uring_sqe.opcode(sqe);
        if (owners[tag] != Owner.SERVER) breaches.add("operation of a request that is over: tag=" + tag);
        boolean fixed = opcode == IoUring.IORING_OP_READ_FIXED() || opcode == IoUring.IORING_OP_WRITE_FIXED();
        boolean moves = fixed || opcode == IoUring.IORING_OP_READ() || opcode == IoUring.IORING_OP_WRITE();
        int result = opcode == IoUring.IORING_OP_TIMEOUT() ? -Errno.ETIME.number() : moves ? io_uring_sqe.len(sqe) : 0;
        if (operationErrors > 0 && result >= 0 && random.nextInt(operationErrors) == 0)
            result = random.nextBoolean() ? result / 2 : -Errno.ENOSPC.number();
        if (fixed && !registered.contains(tag)) result = -14; // EFAULT
        operations.add(new Pending(userData, result));
    }

    private void deliver(int atLeast) {
        if (quiesces && delivered == total && !ended && !idle.isEmpty()) {
            ended = true;
            for (int tag : idle) complete(tag, -Errno.ENODEV.number());
            idle.clear();
        }
        int ready = ring.ready();
        if (woken) {
            woken = false;
            complete(UserData.of(UserData.WAKE, 0), 8);
        }
        int count = Math.max(atLeast - ready, random.nextInt(idle.size() + operations.size() + 1));
        for (int n = 0; n < count && !(idle.isEmpty() && operations.isEmpty()); n++) {
            if (idle.isEmpty() || (!operations.isEmpty() && random.nextBoolean())) {
                Pending done = operations.remove(random.nextInt(operations.size()));
                complete(done.userData(), done.result());
                continue;
            }
            int tag = idle.remove(random.nextInt(idle.size()));
            if (committed == refuseCommit) complete(tag, -Errno.EINVAL.number());
            else if (delivered == total) complete(tag, -Errno.ENODEV.number());
            else
                request(tag);
        }
        if (ring.ready() == 0 && atLeast > 0)
            throw new AssertionError("the server waits for ever: delivered=" + delivered + ", committed=" + committed);
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
        boolean asks = mode instanceof DataMode.NeedGetData && operation == 1;
        asked[tag] = asks;
        complete(tag, asks ? UblkCmd.UBLK_IO_RES_NEED_GET_DATA() : 0);
    }

    private void complete(long userData, int result) {
        if (!ring.complete(userData, result, 0)) breaches.add("completion ring overrun");
    }

    @Override
    public int register(int fd, int opcode, MemorySegment argument, int count) { return -Errno.EINVAL.number(); }

    @Override
    public int unmap(long address, long bytes) { return 0; }

    @Override
    public int close(int fd) { return 0; }
}
