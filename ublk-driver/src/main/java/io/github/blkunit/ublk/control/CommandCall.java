package io.github.blkunit.ublk.control;

import io.github.blkunit.ublk.uapi.ublksrv_ctrl_cmd;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * One command with its arguments.
 *
 * @param id device number, −1 for none
 * @param buffer what the kernel reads or fills
 * @param data the command's number argument
 */
record CommandCall(Command command, int id, @Nullable CommandBuffer buffer, long data) {
    private static final short NO_QUEUE = (short) 0xffff;

    CommandCall(Command command, int id) { this(command, id, null, 0); }

    CommandCall payload(CommandBuffer payload) { return new CommandCall(command, id, payload, data); }

    CommandCall data(long value) { return new CommandCall(command, id, buffer, value); }

    void write(MemorySegment header) {
        ublksrv_ctrl_cmd.dev_id(header, id);
        ublksrv_ctrl_cmd.queue_id(header, NO_QUEUE);
        ublksrv_ctrl_cmd.data(header, 0, data);
        if (buffer == null) return;
        ublksrv_ctrl_cmd.addr(header, buffer.segment().address());
        ublksrv_ctrl_cmd.len(header, (short) buffer.segment().byteSize());
    }

    /** The command did not end in time: its memory stays the kernel's. */
    void abandon() {
        if (buffer != null) buffer.keep();
    }

    @Override
    public String toString() { return id < 0 ? "device=any" : "device=" + id; }
}
