package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.UblkException;
import io.github.blkunit.ublk.uapi.IoUring;
import io.github.blkunit.ublk.uapi.UblkCmd;
import io.github.blkunit.ublk.uapi.io_uring_sqe;
import io.github.blkunit.ublk.uapi.ublk_batch_io;
import io.github.blkunit.ublk.uapi.ublk_elem_header;
import io.github.blkunit.ublk.uring.BufferRing;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * One queue whose requests come and go in batches. Answers are collected, and go out together once per pass of the loop, in an array that is the kernel's until
 * it has taken it; while all arrays are out, answers wait.
 */
final class BatchQueue implements Commits {
    private static final int PREPARE = (int) UblkCmd.UBLK_U_IO_PREP_IO_CMDS();
    private static final int COMMIT = (int) UblkCmd.UBLK_U_IO_COMMIT_IO_CMDS();
    private static final int FETCH = (int) UblkCmd.UBLK_U_IO_FETCH_IO_CMDS();
    private static final byte URING_CMD = (byte) IoUring.IORING_OP_URING_CMD();
    private static final byte FIXED_FILE = (byte) IoUring.IOSQE_FIXED_FILE();
    private static final byte SELECT = (byte) (IoUring.IOSQE_FIXED_FILE() | IoUring.IOSQE_BUFFER_SELECT());
    private static final int MULTISHOT = IoUring.IORING_URING_CMD_MULTISHOT();
    private static final int HAS_ADDRESS = UblkCmd.UBLK_BATCH_F_HAS_BUF_ADDR();
    private static final int FALLBACK = UblkCmd.UBLK_BATCH_F_AUTO_BUF_REG_FALLBACK();
    private static final int ARRAYS = 4;
    private static final long HEADER = ublk_elem_header.sizeof();

    private final int queue;
    private final int firstIndex;
    private final Slot[] slots;
    private final int depth;
    private final IoCommands commands;
    private final int flags;
    private final int elementBytes;
    private final MemorySegment[] arrays = new MemorySegment[ARRAYS];
    private final int[] sizes = new int[ARRAYS];
    private final int[] done = new int[ARRAYS];
    private final BufferRing arrivals;
    private final int[] waiting;
    private int waitingCount;
    private int freeArrays = (1 << ARRAYS) - 1;
    private boolean aborted;
    private int alive;

    /** Parameter ordinal: the queue's place among those of its thread. */
    BatchQueue(int ordinal, int depth, Slot[] slots, IoCommands commands, DataMode data, Arena arena) {
        this.firstIndex = ordinal * depth;
        this.queue = slots[firstIndex].queue();
        this.depth = depth;
        this.slots = slots;
        this.commands = commands;
        this.flags = switch (data) {
            case DataMode.Mapped() -> HAS_ADDRESS;
            case DataMode.AutoRegistered() -> FALLBACK;
            default -> 0;
        };
        this.elementBytes = (int) HEADER + (flags == HAS_ADDRESS ? Long.BYTES : 0);
        for (int n = 0; n < ARRAYS; n++) arrays[n] = arena.allocate((long) depth * elementBytes, Long.BYTES);
        this.arrivals = new BufferRing(ordinal, depth * Short.BYTES, arena);
        this.waiting = new int[depth];
        this.alive = depth;
    }

    BufferRing arrivals() { return arrivals; }

    /** Names all tags to the kernel. */
    void prepare() {
        for (int tag = 0; tag < depth; tag++) {
            element(arrays[0], tag, slots[firstIndex + tag], 0);
            slots[firstIndex + tag].arm();
        }
        sizes[0] = depth;
        submit(PREPARE, UserData.BATCH_PREPARE, 0);
    }

    /** The kernel knows the tags. */
    void prepared(int result) {
        if (Errno.isError(result))
            throw new UblkException("the kernel refused to prepare tags: errno=" + Errno.of(result) + ", queue=" + queue
                    + ", tags=" + depth);
    }

    /** Lets requests arrive, as long as there is room for their tags. OWNER of the buffer: the kernel. */
    void fetch() {
        arrivals.give();
        int index = commands.claim();
        MemorySegment sqe = commands.slot(index);
        io_uring_sqe.opcode(sqe, URING_CMD);
        io_uring_sqe.flags(sqe, SELECT);
        io_uring_sqe.fd(sqe, IoCommands.CHARACTER_DEVICE);
        io_uring_sqe.cmd_op(sqe, FETCH);
        io_uring_sqe.uring_cmd_flags(sqe, MULTISHOT);
        io_uring_sqe.buf_group(sqe, (short) arrivals.group());
        io_uring_sqe.user_data(sqe, UserData.of(UserData.BATCH_FETCH, firstIndex / depth));
        MemorySegment command = commands.command(index);
        ublk_batch_io.q_id(command, (short) queue);
        ublk_batch_io.nr_elem(command, (short) depth);
        ublk_batch_io.elem_bytes(command, (byte) Short.BYTES);
    }

    /** {@return the slot whose tag lies there in the arrivals} */
    Slot arrived(int at) {
        return slots[firstIndex + Short.toUnsignedInt(arrivals.buffer().get(ValueLayout.JAVA_SHORT, at))];
    }

    /** OWNER: still the loop, until {@link #flush}. */
    @Override
    public void commit(Slot slot) { waiting[waitingCount++] = slot.index(); }

    /** Hands all answers over. OWNER: the kernel. */
    void flush() {
        if (waitingCount == 0 || freeArrays == 0) return;
        int array = Integer.numberOfTrailingZeros(freeArrays);
        freeArrays &= ~(1 << array);
        for (int n = 0; n < waitingCount; n++) {
            Slot slot = slots[waiting[n]];
            element(arrays[array], n, slot, slot.result());
            slot.arm();
        }
        sizes[array] = waitingCount;
        done[array] = 0;
        waitingCount = 0;
        submit(COMMIT, UserData.BATCH_COMMIT, array);
    }

    private void element(MemorySegment array, int place, Slot slot, int result) {
        long at = (long) place * elementBytes;
        array.set(ValueLayout.JAVA_SHORT, at + ublk_elem_header.tag$offset(), (short) slot.tag());
        array.set(ValueLayout.JAVA_SHORT, at + ublk_elem_header.buf_index$offset(), (short) slot.index());
        array.set(ValueLayout.JAVA_INT, at + ublk_elem_header.result$offset(), result);
        if (flags == HAS_ADDRESS) array.set(ValueLayout.JAVA_LONG, at + HEADER, slot.buffer().ownAddress());
    }

    /** OWNER of the array: the kernel. */
    private void submit(int operation, int kind, int array) {
        int index = commands.claim();
        MemorySegment sqe = commands.slot(index);
        int count = sizes[array] - done[array];
        io_uring_sqe.opcode(sqe, URING_CMD);
        io_uring_sqe.flags(sqe, FIXED_FILE);
        io_uring_sqe.fd(sqe, IoCommands.CHARACTER_DEVICE);
        io_uring_sqe.cmd_op(sqe, operation);
        io_uring_sqe.addr(sqe, arrays[array].address() + (long) done[array] * elementBytes);
        io_uring_sqe.len(sqe, count * elementBytes);
        io_uring_sqe.user_data(sqe, UserData.of(kind, firstIndex / depth * ARRAYS + array));
        MemorySegment command = commands.command(index);
        ublk_batch_io.q_id(command, (short) queue);
        ublk_batch_io.flags(command, (short) flags);
        ublk_batch_io.nr_elem(command, (short) count);
        ublk_batch_io.elem_bytes(command, (byte) elementBytes);
    }

    /** {@return which queue of its thread a commit's user data names} */
    static int ordinalOf(int index) {
        return index / ARRAYS;
    }

    /** The kernel has taken an array, or a part of it. */
    void committed(int index, int result) {
        int array = index % ARRAYS;
        if (result <= 0)
            throw new UblkException("the kernel refused a batch of answers: errno=" + (result == 0 ? "none" : Errno.of(result))
                    + ", queue=" + queue
                    + ", answers=" + sizes[array] + ", taken=" + done[array]);
        done[array] += result / elementBytes;
        if (done[array] < sizes[array]) {
            submit(COMMIT, UserData.BATCH_COMMIT, array);
            return;
        }
        freeArrays |= 1 << array;
        if (aborted) endAll();
    }

    /** The kernel ends the queue: what it has is over; what is held here must still be committed. */
    void abort() {
        aborted = true;
        endAll();
    }

    private void endAll() {
        if (Integer.bitCount(freeArrays) < ARRAYS) return; // answers are on their way: their tags are over when they have been taken
        for (int tag = 0; tag < depth; tag++) {
            Slot slot = slots[firstIndex + tag];
            if (slot.state() != SlotState.ARMED) continue;
            slot.end();
            alive--;
        }
    }

    /** {@return whether the kernel has ended it, and nothing is held} */
    boolean isOver() { return aborted && alive == 0; }
}
