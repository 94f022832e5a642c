package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.control.DeviceInfo;
import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.Sys;
import io.github.blkunit.ublk.sys.SystemCallException;
import io.github.blkunit.ublk.uapi.LibC;
import java.time.Duration;

/** The open {@code /dev/ublkcN}, by which a process is the device's server. One opener at a time. */
record CharacterDevice(int fd, String path) {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Opens it; udev may need a moment to make the node and may hold it open briefly. */
    static CharacterDevice open(DeviceInfo info) throws InterruptedException {
        String path = info.character();
        Deadline deadline = Deadline.in(LIMIT);
        while (true) {
            int fd = Sys.open(path, LibC.O_RDWR());
            if (fd >= 0) return new CharacterDevice(fd, path);
            Errno errno = Errno.of(fd);
            if (!isPassing(errno) || !deadline.pause())
                throw new SystemCallException("open", "path=" + path + ", waited=" + LIMIT.toSeconds() + " s at most", errno,
                        errno.equals(Errno.EBUSY) ? "another process has it open" : "");
        }
    }

    private static boolean isPassing(Errno errno) {
        return errno.equals(Errno.EBUSY) || errno.equals(Errno.EACCES) || errno.equals(Errno.ENOENT);
    }

    void close() { SystemCallException.check(Sys.close(fd), "close", "path=" + path); }
}
