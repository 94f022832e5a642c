package io.github.blkunit.kernellog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One line of the kernel's log.
 *
 * @param source who wrote it
 * @param sequence number in the kernel's ring buffer, from 0; -1 for a line of a console
 * @param time since boot, null if the line has no time stamp
 * @param caller task ({@code T123}) or CPU ({@code C1}) that printed it, if the kernel says so (CONFIG_PRINTK_CALLER)
 * @param text the message, without line end
 */
public record LogLine(Source source, long sequence, @Nullable Duration time, @Nullable String caller, String text) {

    /** Who wrote a line. */
    public enum Source {
        /** The kernel. */
        KERNEL,
        /** A program, through {@code /dev/kmsg} or straight to the console. What it says is no complaint of the kernel. */
        PROGRAM
    }

    /** As {@code dmesg} prints it. */
    @Override
    public String toString() {
        if (time == null) return text;
        long micros = time.toNanos() / 1000;
        String stamp = String.format("[%5d.%06d]", micros / 1_000_000, micros % 1_000_000);
        return stamp + (caller == null ? "" : String.format("[%5s]", caller)) + ' ' + text;
    }
}
