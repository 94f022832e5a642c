package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.uapi.UblkCmd;

/**
 * User copy: the server reads a write's bytes from the character device, and writes a read's to it. The place of a request's first byte follows from queue and
 * tag.
 */
final class CopyTransfer implements Transfer {
    private static final long BASE = Integer.toUnsignedLong(UblkCmd.UBLKSRV_IO_BUF_OFFSET());
    private static final int QUEUE_SHIFT = UblkCmd.UBLK_QID_OFF();
    private static final int TAG_SHIFT = UblkCmd.UBLK_TAG_OFF();
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
        long address = slot.buffer().address();
        long position = position(slot.queue(), slot.tag());
        long left = slot.length();
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
        long address = slot.buffer().address();
        long position = position(slot.queue(), slot.tag());
        long left = slot.length();
        while (left > 0) {
            long moved = calls.pwrite(fd, address, left, position);
            if (moved <= 0) {
                if (moved == EINTR) continue;
                slot.fault(moved == 0 ? -Errno.EIO.number() : (int) moved);
                return;
            }
            address += moved;
            position += moved;
            left -= moved;
        }
    }
}
