package io.github.blkunit.blktests.support;

import io.github.blkunit.SysfsFile;
import java.io.IOException;
import java.nio.file.Path;

/** A value that is changed for a while: a file of {@code /proc/sys}, sysfs or debugfs. Closing puts the old one back. */
public final class Setting implements AutoCloseable {
    private final Path file;
    private final String before;

    private Setting(Path file, String before) {
        this.file = file;
        this.before = before;
    }

    /** Sets the file's value until closed. */
    public static Setting set(Path file, String value) throws IOException {
        String before = SysfsFile.read(file);
        SysfsFile.write(file, value);
        return new Setting(file, before);
    }

    /** Sets a sysctl, such as {@code fs/aio-max-nr}, until closed. */
    public static Setting set(String name, long value) throws IOException {
        return set(Path.of("/proc/sys", name), Long.toString(value));
    }

    /** Lets everybody use io_uring until closed; kernels since 6.6 can forbid it. */
    public static Setting ioUringAllowed() throws IOException {
        return set("kernel/io_uring_disabled", 0);
    }

    /** A sysctl's value. */
    public static long get(String name) throws IOException {
        return SysfsFile.readLong(Path.of("/proc/sys", name));
    }

    @Override
    public void close() throws IOException { SysfsFile.write(file, before); }
}
