package io.github.blkunit;

import io.github.blkunit.ublk.uapi.LibC;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of sysfs, configfs, debugfs and the like, some of which cannot seek: one value each, one system call per write, since the kernel takes every write for a whole value. */
public final class SysfsFile {
    private SysfsFile() {}

    /** The value, without the line's end. */
    public static String read(Path file) throws IOException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** The value as a decimal number. */
    public static long readLong(Path file) throws IOException {
        String text = read(file);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IOException("not a number: file=" + file + ", value='" + text + "'", e);
        }
    }

    /**
     * Writes a value; never creates a file.
     *
     * @throws ErrnoException if the kernel refuses it; the message names the file, the value and the errno
     */
    public static void write(Path file, String value) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        int fd = Sys.open(file, LibC.O_WRONLY());
        try (Arena arena = Arena.ofConfined()) {
            long taken = Sys.write(fd, arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes), file + ", value='" + value + "'");
            if (taken != bytes.length) {
                throw new IOException("write not taken as a whole: file=" + file + ", value='" + value + "', taken=" + taken);
            }
        } finally {
            Sys.close(fd);
        }
    }
}
