package io.github.blkunit.blktests.support;

import io.github.blkunit.Device;
import io.github.blkunit.TimeScale;
import io.github.blkunit.driver.Await;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A {@code blktrace} that is attached to a disk. Closing ends it. */
public final class BlkTrace implements AutoCloseable {
    /** One folder per disk that is traced, made by the kernel. */
    public static final Path FOLDERS = Path.of("/sys/kernel/debug/block");

    private static final Duration ATTACHING = Duration.ofSeconds(30);
    private static final Duration ENDING = Duration.ofSeconds(20);

    private final Process process;

    private BlkTrace(Process process) { this.process = process; }

    /**
     * Starts tracing and returns when the kernel writes records.
     *
     * @param folder where the trace goes, and what blktrace says
     */
    public static BlkTrace on(Device disk, Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("blktrace.log");
        Process process = new ProcessBuilder("blktrace", "-d", disk.path().toString(), "-D", folder.toString())
                .redirectErrorStream(true).redirectOutput(log.toFile()).redirectInput(new File("/dev/null")).start();
        Path buffer = FOLDERS.resolve(disk.name()).resolve("trace0");
        boolean attached = Await.<RuntimeException>until(TimeScale.deadline(ATTACHING), () -> Files.exists(buffer) || !process
                .isAlive());
        BlkTrace trace = new BlkTrace(process);
        if (attached && process.isAlive()) { return trace; }
        trace.close();
        throw new IOException("blktrace is not attached: disk=" + disk + ", missing=" + buffer + ", it said: " + Files.readString(
                log));
    }

    /** Asks it to end (SIGTERM), and kills it if it does not. */
    @Override
    public void close() throws IOException {
        process.destroy();
        if (Await.<RuntimeException>uninterruptibly(ENDING, () -> !process.isAlive())) { return; }
        process.destroyForcibly();
        if (!Await.<RuntimeException>uninterruptibly(ENDING, () -> !process.isAlive())) {
            throw new IOException("blktrace cannot be killed: pid=" + process.pid());
        }
    }
}
