package io.github.blkunit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files of sysfs and configfs: one value each, one system call per write, since the kernel takes every write for a whole value. */
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
     * @throws IOException if the kernel refuses it; the message names the file, the value and the kernel's reason
     */
    public static void write(Path file, String value) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            int written = channel.write(bytes);
            if (bytes.hasRemaining()) { throw new IOException("only " + written + " of " + bytes.limit() + " bytes were taken"); }
        } catch (IOException e) {
            throw new IOException("cannot write " + file + ": value='" + value + "': " + e.getMessage(), e);
        }
    }
}
