package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.sys.UblkException;
import io.github.blkunit.ublk.target.Op;
import io.github.blkunit.ublk.uapi.IoUring;
import io.github.blkunit.ublk.uapi.UblkCmd;
import io.github.blkunit.ublk.uapi.io_uring_sqe;
import io.github.blkunit.ublk.uapi.ublk_auto_buf_reg;
import io.github.blkunit.ublk.uapi.ublksrv_io_cmd;
import io.github.blkunit.ublk.uring.SubmissionQueue;
import java.lang.foreign.MemorySegment;

/**
 * The commands of a thread's tags. The character device is the ring's registered file 0. Every tag has a pinned submission slot that is filled once, so that a
 * commit writes one number.
 */
final class IoCommands implements Commits {
    static final int CHARACTER_DEVICE = 0;

    private static final int FETCH = (int) UblkCmd.UBLK_U_IO_FETCH_REQ();
    private static final int COMMIT_AND_FETCH = (int) UblkCmd.UBLK_U_IO_COMMIT_AND_FETCH_REQ();
    private static final int GET_DATA = (int) UblkCmd.UBLK_U_IO_NEED_GET_DATA();
    private static final int REGISTER = (int) UblkCmd.UBLK_U_IO_REGISTER_IO_BUF();
    private static final int UNREGISTER = (int) UblkCmd.UBLK_U_IO_UNREGISTER_IO_BUF();
    private static final byte URING_CMD = (byte) IoUring.IORING_OP_URING_CMD();
    private static final byte FIXED_FILE = (byte) IoUring.IOSQE_FIXED_FILE();
    private static final byte QUIET = (byte) (IoUring.IOSQE_FIXED_FILE() | IoUring.IOSQE_CQE_SKIP_SUCCESS());

    private final io.github.blkunit.ublk.uring.IoUring ring;
    private final SubmissionQueue submissions;
    private final boolean registersItself;
    private final boolean zoned;

    /**
     * Parameters registersItself: whether the driver is to register the pages of each request, with the slot's index; zoned: whether there may be appends, whose
     * commits say where the data went.
     */
    IoCommands(io.github.blkunit.ublk.uring.IoUring ring, boolean registersItself, boolean zoned) {
        this.ring = ring;
        this.zoned = zoned;
        this.submissions = ring.submissions();
        this.registersItself = registersItself;
    }

    /** OWNER: the kernel, from the submission on. */
    void fetch(Slot slot) {
        MemorySegment sqe = submissions.slot(slot.index());
        write(sqe, FETCH, FIXED_FILE, UserData.of(UserData.COMMAND, slot.index()));
        if (registersItself) {
            MemorySegment automatic = sqe.asSlice(io_uring_sqe.addr$offset());
            ublk_auto_buf_reg.index(automatic, (short) slot.index());
            ublk_auto_buf_reg.flags(automatic, (byte) UblkCmd.UBLK_AUTO_BUF_REG_FALLBACK());
        }
        command(submissions.command(slot.index()), slot, slot.buffer().ownAddress());
        submissions.push(slot.index());
        slot.arm();
    }

    /** The fetches have been taken: from now on the same slots carry commits. */
    void fetched(Slot slot) {
        io_uring_sqe.cmd_op(submissions.slot(slot.index()), COMMIT_AND_FETCH);
    }

    @Override
    public void commit(Slot slot) {
        MemorySegment command = submissions.command(slot.index());
        ublksrv_io_cmd.result(command, slot.result());
        if (zoned) ublksrv_io_cmd.addr(command, slot.op() == Op.ZONE_APPEND ? slot.positionSector() : 0);
        submissions.push(slot.index());
        slot.arm();
    }

    /** Asks for the data of a write. */
    void getData(Slot slot) {
        int index = claim();
        write(submissions.slot(index), GET_DATA, FIXED_FILE, UserData.of(UserData.COMMAND, slot.index()));
        command(submissions.command(index), slot, slot.buffer().ownAddress());
    }

    /** Makes the request's pages the ring's buffer with the slot's index; operations submitted after it can use them. Says nothing unless it fails. */
    void register(Slot slot) {
        quiet(slot, REGISTER, UserData.REGISTER);
        slot.registered(true);
    }

    /** Takes the pages back; submitted before the commit. Says nothing unless it fails. */
    void unregister(Slot slot) {
        quiet(slot, UNREGISTER, UserData.UNREGISTER);
        slot.registered(false);
    }

    private void quiet(Slot slot, int operation, int kind) {
        int index = claim();
        write(submissions.slot(index), operation, QUIET, UserData.of(kind, slot.index()));
        command(submissions.command(index), slot, slot.index());
    }

    private static void write(MemorySegment sqe, int operation, byte flags, long userData) {
        io_uring_sqe.opcode(sqe, URING_CMD);
        io_uring_sqe.flags(sqe, flags);
        io_uring_sqe.fd(sqe, CHARACTER_DEVICE);
        io_uring_sqe.cmd_op(sqe, operation);
        io_uring_sqe.user_data(sqe, userData);
    }

    private static void command(MemorySegment command, Slot slot, long address) {
        ublksrv_io_cmd.q_id(command, (short) slot.queue());
        ublksrv_io_cmd.tag(command, (short) slot.tag());
        ublksrv_io_cmd.addr(command, address);
    }

    /** Submits the slot's pinned submission as it is. */
    void push(Slot slot) { submissions.push(slot.index()); }

    /** {@return a zeroed submission slot} */
    int claim() {
        int index = submissions.claim();
        if (index != SubmissionQueue.FULL) return index;
        ring.submit();
        index = submissions.claim();
        if (index == SubmissionQueue.FULL)
            throw new UblkException("the kernel takes no submissions: " + ring + ", pending=" + submissions.pending());
        return index;
    }

    MemorySegment command(int index) {
        return submissions.command(index);
    }

    MemorySegment slot(int index) { return submissions.slot(index); }
}
