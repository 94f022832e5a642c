package io.github.blkunit.blktests.support;

import io.github.blkunit.Device;
import io.github.blkunit.TimeScale;
import io.github.blkunit.driver.Await;
import io.github.blkunit.ublk.sys.SystemCallException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A process that makes one direct read of 512 bytes and has a handler for SIGUSR1: {@code dd}. A process since a Java thread
 * cannot have a signal handler of its own. Closing kills it.
 */
public final class SignalledReader implements AutoCloseable {
    private static final int SIGUSR1 = 10;
    private static final Duration SUBMITTING = Duration.ofSeconds(20);

    private final Process process;
    private final Path log;

    private SignalledReader(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts the read and returns when the kernel has put it to sleep, or it is done.
     *
     * @param log where its words go
     */
    public static SignalledReader start(Device device, Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("dd", "if=" + device, "of=/dev/null", "bs=512", "count=1", "iflag=direct")
                .redirectErrorStream(true).redirectOutput(log.toFile()).redirectInput(new File("/dev/null")).start();
        SignalledReader reader = new SignalledReader(process, log);
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        Path open = Path.of("/proc", Long.toString(process.pid()), "fd", "1");
        if (Await.until(TimeScale.deadline(SUBMITTING), () -> !process.isAlive() || (isSetUp(open) && TaskState.isAsleepInKernel(
                stat)))) {
            return reader;
        }
        reader.close();
        throw new IOException("the read is neither under way nor done after " + SUBMITTING);
    }

    /** dd opens its output last, and then sets up its signal handlers before it reads. */
    private static boolean isSetUp(Path output) throws IOException {
        try {
            return Files.readSymbolicLink(output).equals(Path.of("/dev/null"));
        } catch (NoSuchFileException e) {
            return false; // not opened yet, being replaced, or the process has ended
        }
    }

    /** Whether the read has not come back yet. */
    public boolean isPending() { return process.isAlive(); }

    /** Sends SIGUSR1. */
    public void signal() {
        SystemCallException.check(Native.kill(process.pid(), SIGUSR1), "kill", "pid=" + process.pid() + ", signal=SIGUSR1");
    }

    /**
     * Waits for the read.
     *
     * @throws IOException if it failed or did not come back in time
     */
    public void await(Duration deadline) throws IOException, InterruptedException {
        if (!process.waitFor(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IOException("the read did not complete within " + deadline);
        }
        if (process.exitValue() != 0) {
            throw new IOException("the read failed: status=" + process.exitValue() + ", dd said: " + Files.readString(log)
                    .strip());
        }
    }

    @Override
    public void close() { process.destroyForcibly(); }
}
