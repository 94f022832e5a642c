package io.github.blkunit;

import io.github.blkunit.ublk.uapi.LibC;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.file.Path;

/**
 * An open block device. Reads and writes may come from several threads at once, closing from one, after all others are done.
 * A failed system call is an {@link ErrnoException}.
 */
public final class DeviceChannel implements AutoCloseable {
    private static final int CLOSED = -1;

    private final Path path;
    private int fd;

    private DeviceChannel(Path path, int fd) {
        this.path = path;
        this.fd = fd;
    }

    /** What a channel may do. */
    public enum Access {
        READ_ONLY, READ_WRITE;

        int flags() { return this == READ_ONLY ? LibC.O_RDONLY() : LibC.O_RDWR(); }
    }

    /** Past the page cache: offsets and sizes are multiples of the logical block size, buffers {@link IoBuffer}s. */
    static DeviceChannel direct(Path path, Access access) throws IOException {
        return new DeviceChannel(path, Sys.open(path, access.flags() | LibC.O_DIRECT()));
    }

    static DeviceChannel buffered(Path path, Access access) throws IOException {
        return new DeviceChannel(path, Sys.open(path, access.flags()));
    }

    /** Reads into the buffer from its start. Returns the bytes read: fewer than wanted at the device's end, 0 behind it. */
    public long read(long offset, IoBuffer buffer) throws IOException {
        return Sys.pread(fd(), buffer.memory(), offset, path);
    }

    /** Reads until the buffer is full. */
    public void readFully(long offset, IoBuffer buffer) throws IOException {
        for (long done = 0; done < buffer.size().bytes();) {
            long got = Sys.pread(fd(), buffer.memory().asSlice(done), offset + done, path);
            if (got == 0) {
                throw new EOFException("the device ends within the read: device=" + path + ", offset=" + offset + ", wanted="
                        + buffer.size().bytes() + ", got=" + done);
            }
            done += got;
        }
    }

    /** Writes the whole buffer. */
    public void writeFully(long offset, IoBuffer buffer) throws IOException {
        for (long done = 0; done < buffer.size().bytes();) {
            long taken = Sys.pwrite(fd(), buffer.memory().asSlice(done), offset + done, path);
            if (taken == 0) { throw new IOException("the device took nothing: device=" + path + ", offset=" + (offset + done)); }
            done += taken;
        }
    }

    /** Returns when everything written is on stable storage (fdatasync). */
    public void sync() throws IOException {
        Sys.fdatasync(fd(), path);
    }

    /** What block devices can be asked and told besides reading and writing. */
    public BlockIoctls ioctls() {
        return new BlockIoctls(this);
    }

    /**
     * Any ioctl whose argument is a pointer.
     *
     * @param name for messages, such as {@code BLKSSZGET}
     * @param request its number
     * @param argument what the pointer points to; lives until the call returns
     */
    public int ioctl(String name, long request, MemorySegment argument) throws IOException {
        try {
            return Sys.ioctl(fd(), name, request, argument.address(), path);
        } finally {
            Reference.reachabilityFence(argument);
        }
    }

    /** Any ioctl whose argument is a number or is not looked at. */
    public int ioctl(String name, long request, long argument) throws IOException {
        return Sys.ioctl(fd(), name, request, argument, path);
    }

    /** The file descriptor's number, for ioctls of other devices that want it. Valid until this channel is closed. */
    public int descriptor() {
        return fd();
    }

    private int fd() {
        if (fd == CLOSED) { throw new IllegalStateException("the channel is closed: device=" + path); }
        return fd;
    }

    /** Idempotent. */
    @Override
    public void close() throws IOException {
        int open = fd;
        fd = CLOSED;
        if (open != CLOSED) { Sys.close(open); }
    }

    @Override
    public String toString() { return path + (fd == CLOSED ? " (closed)" : ""); }
}
