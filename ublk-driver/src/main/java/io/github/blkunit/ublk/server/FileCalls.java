package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.sys.Sys;

/** The system calls by which bytes are moved, so that a test can put others in their place. Bytes, or an error number with its sign turned. */
interface FileCalls {
    /** pread(2). */
    long pread(int fd, long address, long bytes, long position);

    /** pwrite(2). */
    long pwrite(int fd, long address, long bytes, long position);

    /** The real ones. */
    enum Kernel implements FileCalls {
        INSTANCE;

        @Override
        public long pread(int fd, long address, long bytes, long position) { return Sys.pread(fd, address, bytes, position); }

        @Override
        public long pwrite(int fd, long address, long bytes, long position) { return Sys.pwrite(fd, address, bytes, position); }
    }
}
