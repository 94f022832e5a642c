package io.github.blkunit.ublk.sys;

import io.github.blkunit.ublk.uapi.BlockIoctl;
import io.github.blkunit.ublk.uapi.LibC;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An open file, block device or file in memory, by its descriptor.
 *
 * @param fd its descriptor
 * @param size in bytes
 * @param blockSize what positions and lengths are multiples of if the page cache is bypassed; else 1
 */
public record OpenFile(int fd, long size, int blockSize) implements AutoCloseable {
    private static final int SECTOR = 512;

    /** How to open. */
    public enum Caching {
        /** Through the page cache. */
        CACHED,
        /** Past it (O_DIRECT). */
        DIRECT
    }

    /** Opens an existing regular file or block device for reading and writing. */
    public static OpenFile of(Path path, Caching caching) {
        int direct = caching == Caching.DIRECT ? LibC.O_DIRECT() : 0;
        int fd = (int) SystemCallException.check(Sys.open(path.toString(), LibC.O_RDWR() | direct), "open", "path=" + path
                + ", caching=" + caching);
        try {
            boolean regular = Files.isRegularFile(path);
            long size = regular ? Files.size(path) : ask(fd, path, BlockIoctl.BLKGETSIZE64(), "BLKGETSIZE64");
            int block = direct == 0 ? 1 : regular ? SECTOR : (int) ask(fd, path, BlockIoctl.BLKSSZGET(), "BLKSSZGET");
            return new OpenFile(fd, size, block);
        } catch (IOException e) {
            Sys.close(fd);
            throw new UncheckedIOException("size of " + path, e);
        } catch (RuntimeException e) {
            Sys.close(fd);
            throw e;
        }
    }

    /** Makes a file in memory (memfd), full of zeroes. */
    public static OpenFile inMemory(String name, long size) {
        int fd = (int) SystemCallException.check(Sys.memfd(name), "memfd_create", "name=" + name);
        int truncated = Sys.ftruncate(fd, size);
        if (Errno.isError(truncated)) {
            Sys.close(fd);
            throw new SystemCallException("ftruncate", "memfd=" + name + ", size=" + size, Errno.of(truncated), "");
        }
        return new OpenFile(fd, size, 1);
    }

    private static long ask(int fd, Path path, long request, String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(ValueLayout.JAVA_LONG);
            SystemCallException.check(Sys.ioctl(fd, request, answer), "ioctl(" + name + ")", "path=" + path);
            return answer.get(ValueLayout.JAVA_LONG, 0);
        }
    }

    @Override
    public void close() { SystemCallException.check(Sys.close(fd), "close", "fd=" + fd); }
}
