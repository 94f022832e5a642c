package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.target.Answer;
import io.github.blkunit.ublk.target.Completions;
import io.github.blkunit.ublk.target.IoHandler;
import io.github.blkunit.ublk.target.Operations;
import io.github.blkunit.ublk.target.Request;
import io.github.blkunit.ublk.uapi.IoUring;
import io.github.blkunit.ublk.uapi.LibC;
import io.github.blkunit.ublk.uapi.__kernel_timespec;
import io.github.blkunit.ublk.uapi.io_uring_sqe;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A handler's operations as submissions to its thread's ring. The target's files follow the character device in the ring's table. */
final class RingOperations implements Operations {
    private static final int FIRST_FILE = IoCommands.CHARACTER_DEVICE + 1;
    private static final byte READ = (byte) IoUring.IORING_OP_READ();
    private static final byte WRITE = (byte) IoUring.IORING_OP_WRITE();
    private static final byte READ_FIXED = (byte) IoUring.IORING_OP_READ_FIXED();
    private static final byte WRITE_FIXED = (byte) IoUring.IORING_OP_WRITE_FIXED();
    private static final byte FSYNC = (byte) IoUring.IORING_OP_FSYNC();
    private static final byte FALLOCATE = (byte) IoUring.IORING_OP_FALLOCATE();
    private static final byte TIMEOUT = (byte) IoUring.IORING_OP_TIMEOUT();
    private static final byte FIXED_FILE = (byte) IoUring.IOSQE_FIXED_FILE();
    private static final int DATA_ONLY = IoUring.IORING_FSYNC_DATASYNC();
    private static final int PUNCH = LibC.FALLOC_FL_PUNCH_HOLE() | LibC.FALLOC_FL_KEEP_SIZE();
    private static final int ZERO = LibC.FALLOC_FL_ZERO_RANGE() | LibC.FALLOC_FL_KEEP_SIZE();
    private static final int DURABLE = 2; // RWF_DSYNC of linux/fs.h
    private static final long TIME_BYTES = __kernel_timespec.sizeof();
    private static final long NANOS = 1_000_000_000;

    private final IoCommands commands;
    private final Mailbox mailbox;
    private final MemorySegment times;
    private final boolean registered;

    /** Parameter registered: whether requests are registered buffers of the ring instead of memory. */
    RingOperations(IoCommands commands, Mailbox mailbox, int slots, boolean registered, Arena arena) {
        this.commands = commands;
        this.mailbox = mailbox;
        this.times = arena.allocate(__kernel_timespec.layout(), slots);
        this.registered = registered;
    }

    @Override
    public Answer read(Request request, int file, long position, long at, long length) {
        return move((Slot) request, registered ? READ_FIXED : READ, file, position, at, length, 0);
    }

    @Override
    public Answer write(Request request, int file, long position, long at, long length) {
        return move((Slot) request, registered ? WRITE_FIXED : WRITE, file, position, at, length, request.forceUnitAccess()
                ? DURABLE : 0);
    }

    @Override
    public Answer readMetadata(Request request, int file, long position) {
        return moveMetadata((Slot) request, READ, file, position, 0);
    }

    @Override
    public Answer writeMetadata(Request request, int file, long position) {
        return moveMetadata((Slot) request, WRITE, file, position, request.forceUnitAccess() ? DURABLE : 0);
    }

    private Answer moveMetadata(Slot slot, byte opcode, int file, long position, int flags) {
        long length = slot.metadata().length();
        if (length == 0) throw new IllegalArgumentException("the request carries no metadata: " + slot);
        MemorySegment sqe = operation(slot, opcode, file, UserData.OPERATION, length);
        io_uring_sqe.off(sqe, position);
        io_uring_sqe.addr(sqe, slot.metadata().address());
        io_uring_sqe.len(sqe, (int) length);
        io_uring_sqe.rw_flags(sqe, flags);
        return slot.later();
    }

    private Answer move(Slot slot, byte opcode, int file, long position, long at, long length, int flags) {
        if (at < 0 || length <= 0 || at + length > slot.length())
            throw new IllegalArgumentException("an operation beyond the request's data: at=" + at + ", length=" + length
                    + ", request: " + slot);
        MemorySegment sqe = operation(slot, opcode, file, UserData.OPERATION, length);
        io_uring_sqe.off(sqe, position);
        io_uring_sqe.addr(sqe, registered ? at : slot.buffer().address() + at); // a registered request starts at address 0
        io_uring_sqe.len(sqe, (int) length);
        io_uring_sqe.rw_flags(sqe, flags);
        if (registered) io_uring_sqe.buf_index(sqe, (short) slot.index());
        return slot.later();
    }

    @Override
    public Answer sync(Request request, int file) {
        Slot slot = (Slot) request;
        io_uring_sqe.fsync_flags(operation(slot, FSYNC, file, UserData.OPERATION, 0), DATA_ONLY);
        return slot.later();
    }

    @Override
    public Answer punch(Request request, int file, long position, long length) {
        return allocate((Slot) request, file, position, length, PUNCH);
    }

    @Override
    public Answer zero(Request request, int file, long position, long length) {
        return allocate((Slot) request, file, position, length, ZERO);
    }

    private Answer allocate(Slot slot, int file, long position, long length, int mode) {
        MemorySegment sqe = operation(slot, FALLOCATE, file, UserData.OPERATION, 0);
        io_uring_sqe.off(sqe, position);
        io_uring_sqe.addr(sqe, length); // for this operation the length is here and the mode in its place
        io_uring_sqe.len(sqe, mode);
        return slot.later();
    }

    @Override
    public Answer delay(Request request, long nanos, IoHandler next) {
        if (nanos < 0) throw new IllegalArgumentException("a delay is not negative: nanos=" + nanos);
        Slot slot = (Slot) request;
        slot.continuation(next);
        MemorySegment time = times.asSlice(slot.index() * TIME_BYTES, TIME_BYTES);
        __kernel_timespec.tv_sec(time, nanos / NANOS);
        __kernel_timespec.tv_nsec(time, nanos % NANOS);
        MemorySegment sqe = operation(slot, TIMEOUT, -FIRST_FILE - 1, UserData.DELAY, 0);
        io_uring_sqe.flags(sqe, (byte) 0);
        io_uring_sqe.addr(sqe, time.address());
        io_uring_sqe.len(sqe, 1);
        return slot.later();
    }

    /** OWNER: the kernel, until it completes. */
    private MemorySegment operation(Slot slot, byte opcode, int file, int kind, long bytes) {
        slot.operate(bytes);
        MemorySegment sqe = commands.slot(commands.claim());
        io_uring_sqe.opcode(sqe, opcode);
        io_uring_sqe.flags(sqe, FIXED_FILE);
        io_uring_sqe.fd(sqe, FIRST_FILE + file);
        io_uring_sqe.user_data(sqe, UserData.of(kind, slot.index()));
        return sqe;
    }

    @Override
    public Completions completions() { return mailbox; }
}
