package io.github.blkunit.ublk.control;

import io.github.blkunit.ublk.uapi.ublksrv_ctrl_cmd;
import java.lang.foreign.MemorySegment;

/**
 * One command with its arguments.
 *
 * @param id device number, −1 for none
 * @param buffer what the kernel reads or fills; may be empty
 * @param data the command's number argument
 */
record CommandCall(Command command, int id, CommandBuffer buffer, long data) {
    private static final short NO_QUEUE = (short) 0xffff;

    void write(MemorySegment header) {
        ublksrv_ctrl_cmd.dev_id(header, id);
        ublksrv_ctrl_cmd.queue_id(header, NO_QUEUE);
        ublksrv_ctrl_cmd.data(header, 0, data);
        if (buffer.bytes() == 0) return;
        ublksrv_ctrl_cmd.addr(header, buffer.address());
        ublksrv_ctrl_cmd.len(header, (short) buffer.bytes());
        ublksrv_ctrl_cmd.dev_path_len(header, (short) buffer.pathBytes());
    }

    /** The command did not end in time: its memory stays the kernel's. */
    void abandon() { buffer.keep(); }

    @Override
    public String toString() { return id < 0 ? "device=any" : "device=" + id; }
}
