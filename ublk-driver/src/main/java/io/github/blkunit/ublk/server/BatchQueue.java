package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.UblkException;
import io.github.blkunit.ublk.uapi.IoUring;
import io.github.blkunit.ublk.uapi.UblkCmd;
import io.github.blkunit.ublk.uapi.io_uring_sqe;
import io.github.blkunit.ublk.uapi.ublk_batch_io;
import io.github.blkunit.ublk.uring.BufferRing;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * One queue whose requests come and go in batches. Answers are collected, and go out together once per pass of the loop: one alone by {@link LoneAnswers},
 * several in an array that is the kernel's until it has taken it; while all arrays are out, answers wait.
 */
final class BatchQueue implements Commits {
    private static final int PREPARE = (int) UblkCmd.UBLK_U_IO_PREP_IO_CMDS();
    private static final int COMMIT = (int) UblkCmd.UBLK_U_IO_COMMIT_IO_CMDS();
    private static final int FETCH = (int) UblkCmd.UBLK_U_IO_FETCH_IO_CMDS();
    private static final byte FIXED_FILE = (byte) IoUring.IOSQE_FIXED_FILE();
    private static final byte SELECT = (byte) (IoUring.IOSQE_FIXED_FILE() | IoUring.IOSQE_BUFFER_SELECT());
    private static final int MULTISHOT = IoUring.IORING_URING_CMD_MULTISHOT();
    private static final int ARRAYS = 4;

    private final int firstIndex;
    private final Slot[] slots;
    private final int depth;
    private final IoCommands commands;
    private final BatchFormat format;
    private final LoneAnswers alone;
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
        this.depth = depth;
        this.slots = slots;
        this.commands = commands;
        this.format = BatchFormat.of(slots[firstIndex].queue(), data);
        this.alone = new LoneAnswers(format, depth, commands, arena);
        for (int n = 0; n < ARRAYS; n++) arrays[n] = format.array(depth, arena);
        this.arrivals = new BufferRing(ordinal, depth * Short.BYTES, arena);
        this.waiting = new int[depth];
        this.alive = depth;
    }

    BufferRing arrivals() { return arrivals; }

    /** Names all tags to the kernel. */
    void prepare() {
        for (int tag = 0; tag < depth; tag++) {
            Slot slot = slots[firstIndex + tag];
            format.element(arrays[0], tag, slot, 0);
            alone.prepare(slot);
            slot.arm();
        }
        sizes[0] = depth;
        submit(PREPARE, UserData.BATCH_PREPARE, 0);
    }

    /** The kernel knows the tags. */
    void prepared(int result) {
        if (Errno.isError(result))
            throw new UblkException("the kernel refused to prepare tags: errno=" + Errno.of(result) + ", queue=" + format.queue()
                    + ", tags=" + depth);
    }

    /** Lets requests arrive, as long as there is room for their tags. OWNER of the buffer: the kernel. */
    void fetch() {
        arrivals.give();
        int index = commands.claim();
        MemorySegment sqe = commands.slot(index);
        MemorySegment command = commands.command(index);
        format.command(sqe, command, FETCH, SELECT, 0, 0);
        io_uring_sqe.uring_cmd_flags(sqe, MULTISHOT);
        io_uring_sqe.buf_group(sqe, (short) arrivals.group());
        io_uring_sqe.user_data(sqe, UserData.of(UserData.BATCH_FETCH, firstIndex / depth));
        ublk_batch_io.flags(command, (short) 0);
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
        if (waitingCount == 0) return;
        if (waitingCount == 1 && !aborted) { // after an abort the loop must learn when the last answer has been taken
            waitingCount = 0;
            alone.commit(slots[waiting[0]]);
        } else if (freeArrays != 0) {
            flushTogether();
        }
    }

    private void flushTogether() {
        int array = Integer.numberOfTrailingZeros(freeArrays);
        freeArrays &= ~(1 << array);
        for (int n = 0; n < waitingCount; n++) {
            Slot slot = slots[waiting[n]];
            format.element(arrays[array], n, slot, slot.result());
            slot.arm();
        }
        sizes[array] = waitingCount;
        done[array] = 0;
        waitingCount = 0;
        submit(COMMIT, UserData.BATCH_COMMIT, array);
    }

    /** OWNER of the array: the kernel. */
    private void submit(int operation, int kind, int array) {
        int index = commands.claim();
        MemorySegment sqe = commands.slot(index);
        format.command(sqe, commands.command(index), operation, FIXED_FILE, arrays[array].address() + format.at(done[array]),
                sizes[array] - done[array]);
        io_uring_sqe.user_data(sqe, UserData.of(kind, firstIndex / depth * ARRAYS + array));
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
                    + ", queue=" + format.queue()
                    + ", answers=" + sizes[array] + ", taken=" + done[array]);
        done[array] += result / format.elementBytes();
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
