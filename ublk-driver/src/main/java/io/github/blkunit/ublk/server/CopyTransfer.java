package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.target.Data;
import io.github.blkunit.ublk.uapi.UblkCmd;

/**
 * User copy: the server reads a write's bytes from the character device, and writes a read's to it. The place of a request's first byte follows from queue and
 * tag; its protection information, if it carries any, has the same place with one bit more.
 */
final class CopyTransfer implements Transfer {
    private static final long BASE = Integer.toUnsignedLong(UblkCmd.UBLKSRV_IO_BUF_OFFSET());
    private static final int QUEUE_SHIFT = UblkCmd.UBLK_QID_OFF();
    private static final int TAG_SHIFT = UblkCmd.UBLK_TAG_OFF();
    private static final long METADATA = UblkCmd.UBLKSRV_IO_INTEGRITY_FLAG();
    private static final int EINTR = -Errno.EINTR.number();

    private final int fd;
    private final FileCalls calls;

    /** Parameter fd: the character device. */
    CopyTransfer(int fd, FileCalls calls) {
        this.fd = fd;
        this.calls = calls;
    }

    static long position(int queue, int tag) { return BASE + ((long) queue << QUEUE_SHIFT | (long) tag << TAG_SHIFT); }

    @Override
    public boolean arrived(Slot slot) {
        if (!slot.op().takesBytes()) return true;
        long position = position(slot.queue(), slot.tag());
        return take(slot, slot.buffer(), position) && (slot.metadata().length() == 0 || take(slot, slot.metadata(), position
                | METADATA));
    }

    private boolean take(Slot slot, Data data, long from) {
        long address = data.address();
        long position = from;
        long left = data.length();
        while (left > 0) {
            long moved = calls.pread(fd, address, left, position);
            if (moved <= 0) {
                if (moved == EINTR) continue;
                slot.fault(moved == 0 ? -Errno.EIO.number() : (int) moved);
                return false;
            }
            address += moved;
            position += moved;
            left -= moved;
        }
        return true;
    }

    @Override
    public void answered(Slot slot) {
        if (slot.result() <= 0 || !slot.op().givesBytes()) return;
        long position = position(slot.queue(), slot.tag());
        if (give(slot, slot.buffer(), position) && slot.metadata().length() > 0) give(slot, slot.metadata(), position | METADATA);
    }

    private boolean give(Slot slot, Data data, long to) {
        long address = data.address();
        long position = to;
        long left = data.length();
        while (left > 0) {
            long moved = calls.pwrite(fd, address, left, position);
            if (moved <= 0) {
                if (moved == EINTR) continue;
                slot.fault(moved == 0 ? -Errno.EIO.number() : (int) moved);
                return false;
            }
            address += moved;
            position += moved;
            left -= moved;
        }
        return true;
    }
}
