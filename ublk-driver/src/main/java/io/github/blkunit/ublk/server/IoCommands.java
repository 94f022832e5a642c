package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.sys.UblkException;
import io.github.blkunit.ublk.uapi.IoUring;
import io.github.blkunit.ublk.uapi.UblkCmd;
import io.github.blkunit.ublk.uapi.io_uring_sqe;
import io.github.blkunit.ublk.uapi.ublksrv_io_cmd;
import io.github.blkunit.ublk.uring.SubmissionQueue;
import java.lang.foreign.MemorySegment;

/** Writes the two I/O commands into the queue's ring; the character device is its registered file 0. The tag is the user data. */
final class IoCommands {
    private static final int FETCH = (int) UblkCmd.UBLK_U_IO_FETCH_REQ();
    private static final int COMMIT_AND_FETCH = (int) UblkCmd.UBLK_U_IO_COMMIT_AND_FETCH_REQ();
    private static final byte URING_CMD = (byte) IoUring.IORING_OP_URING_CMD();
    private static final byte FIXED_FILE = (byte) IoUring.IOSQE_FIXED_FILE();
    private static final int CHARACTER_DEVICE = 0;

    private final SubmissionQueue submissions;
    private final int queue;

    IoCommands(SubmissionQueue submissions, int queue) {
        this.submissions = submissions;
        this.queue = queue;
    }

    /** OWNER: the kernel. */
    void fetch(Slot slot) {
        write(FETCH, slot, 0);
        slot.arm();
    }

    /** OWNER: the kernel. */
    void commit(Slot slot) {
        write(COMMIT_AND_FETCH, slot, slot.result());
        slot.arm();
    }

    private void write(int operation, Slot slot, int result) {
        int index = submissions.claim();
        if (index == SubmissionQueue.FULL)
            throw new UblkException("the queue's ring is full, though it has room for every tag: " + slot);
        MemorySegment sqe = submissions.slot(index);
        io_uring_sqe.opcode(sqe, URING_CMD);
        io_uring_sqe.flags(sqe, FIXED_FILE);
        io_uring_sqe.fd(sqe, CHARACTER_DEVICE);
        io_uring_sqe.cmd_op(sqe, operation);
        io_uring_sqe.user_data(sqe, slot.tag());
        MemorySegment command = submissions.command(index);
        ublksrv_io_cmd.q_id(command, (short) queue);
        ublksrv_io_cmd.tag(command, (short) slot.tag());
        ublksrv_io_cmd.result(command, result);
        ublksrv_io_cmd.addr(command, slot.data().buffer().address());
    }
}
