package io.github.blkunit.blktests.subject;

import io.github.blkunit.Device;
import io.github.blkunit.ErrnoException;
import io.github.blkunit.ublk.sys.Errno;
import java.io.IOException;
import java.nio.file.Path;

/** The loop driver. What it refuses is an {@link ErrnoException}. Safe from any thread. */
public interface Loops {
    /** LOOP_CTL_GET_FREE: a loop device without a file; made if there is none. Whoever is quicker may take it meanwhile. */
    Device free() throws IOException;

    /**
     * LOOP_CONFIGURE: puts a file behind a loop device, in one step with its flags.
     *
     * @param file opened for reading and writing, for reading only with {@link LoopFlag#READ_ONLY}; not kept open here
     * @throws ErrnoException with EBUSY if the device has a file already
     */
    LoopDisk attach(Device node, Path file, LoopFlag... flags) throws IOException;

    /** {@link #attach(Device, Path, LoopFlag...)} with a free device, another one if somebody was quicker. */
    default LoopDisk attach(Path file, LoopFlag... flags) throws IOException {
        final int attempts = 100;
        for (int attempt = 1;; attempt++) {
            try {
                return attach(free(), file, flags);
            } catch (ErrnoException e) {
                if (attempt == attempts || !e.errno().equals(Errno.EBUSY)) { throw e; }
            }
        }
    }
}
