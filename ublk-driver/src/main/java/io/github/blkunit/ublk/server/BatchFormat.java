package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.uapi.IoUring;
import io.github.blkunit.ublk.uapi.UblkCmd;
import io.github.blkunit.ublk.uapi.io_uring_sqe;
import io.github.blkunit.ublk.uapi.ublk_batch_io;
import io.github.blkunit.ublk.uapi.ublk_elem_header;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What arrays of tags look like, and the commands that carry them.
 *
 * @param flags {@code UBLK_BATCH_F_*}
 * @param elementBytes of one tag
 */
record BatchFormat(int queue, int flags, int elementBytes) {
    private static final byte URING_CMD = (byte) IoUring.IORING_OP_URING_CMD();
    private static final int HAS_ADDRESS = UblkCmd.UBLK_BATCH_F_HAS_BUF_ADDR();
    private static final int FALLBACK = UblkCmd.UBLK_BATCH_F_AUTO_BUF_REG_FALLBACK();
    private static final int HEADER = (int) ublk_elem_header.sizeof();
    private static final long TAG = ublk_elem_header.tag$offset();
    private static final long BUFFER = ublk_elem_header.buf_index$offset();
    private static final long RESULT = ublk_elem_header.result$offset();

    static BatchFormat of(int queue, DataMode data) {
        int flags = switch (data) {
            case DataMode.Mapped() -> HAS_ADDRESS;
            case DataMode.AutoRegistered() -> FALLBACK;
            default -> 0;
        };
        return new BatchFormat(queue, flags, HEADER + (flags == HAS_ADDRESS ? Long.BYTES : 0));
    }

    /** {@return memory for so many elements} */
    MemorySegment array(int elements, Arena arena) {
        return arena.allocate((long) elements * elementBytes, Long.BYTES);
    }

    /** {@return where in an array an element is} */
    long at(int place) {
        return (long) place * elementBytes;
    }

    /** Writes all of an element. */
    void element(MemorySegment array, int place, Slot slot, int result) {
        long at = at(place);
        array.set(ValueLayout.JAVA_SHORT, at + TAG, (short) slot.tag());
        array.set(ValueLayout.JAVA_SHORT, at + BUFFER, (short) slot.index());
        array.set(ValueLayout.JAVA_INT, at + RESULT, result);
        if (flags == HAS_ADDRESS) array.set(ValueLayout.JAVA_LONG, at + HEADER, slot.buffer().ownAddress());
    }

    /** Writes an element's result; the rest of it has been written. */
    void result(MemorySegment array, int place, int result) {
        array.set(ValueLayout.JAVA_INT, at(place) + RESULT, result);
    }

    /** Fills a submission, all but its user data. */
    void command(MemorySegment sqe, MemorySegment command, int operation, byte sqeFlags, long address, int count) {
        io_uring_sqe.opcode(sqe, URING_CMD);
        io_uring_sqe.flags(sqe, sqeFlags);
        io_uring_sqe.fd(sqe, IoCommands.CHARACTER_DEVICE);
        io_uring_sqe.cmd_op(sqe, operation);
        io_uring_sqe.addr(sqe, address);
        io_uring_sqe.len(sqe, count * elementBytes);
        ublk_batch_io.q_id(command, (short) queue);
        ublk_batch_io.flags(command, (short) flags);
        ublk_batch_io.nr_elem(command, (short) count);
        ublk_batch_io.elem_bytes(command, (byte) elementBytes);
    }
}
