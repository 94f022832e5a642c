package io.github.blkunit.driver;

import io.github.blkunit.TimeScale;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** At most one server of this JVM that has started already and waits for its command line. */
final class StandbyServer {
    private static final String CLASS = "io.github.blkunit.ublk.cli.Standby";
    private static final String READY = "standing by";
    private static final Duration START = Duration.ofMinutes(1);
    private static final Duration WAKING = Duration.ofSeconds(20);
    private static @Nullable Process waiting;

    private StandbyServer() {}

    /** Starts one, and returns when it waits. */
    static synchronized void start() throws DriverException, InterruptedException {
        if (waiting != null && waiting.isAlive()) return;
        try {
            Path log = Files.createTempFile("blkunit-standby-", ".log");
            Process process = new ProcessBuilder(ServerJvm.command(CLASS, UblkServerMain.classPath())).redirectErrorStream(true)
                    .redirectOutput(log.toFile()).start();
            Await.until(TimeScale.deadline(START), () -> !process.isAlive() || isReady(log));
            if (!process.isAlive() || !isReady(log)) {
                process.destroyForcibly();
                throw new DriverException("the ublk server does not stand by: log=" + log + LogTail.of(log));
            }
            waiting = process;
        } catch (IOException e) {
            throw new DriverException("cannot start a ublk server that stands by: " + e.getMessage(), e);
        }
    }

    /**
     * Gives the one that waits its command line; empty if none waits, or it would be one with other options than are asked for.
     *
     * @param log takes its output
     */
    static synchronized Optional<Process> take(Path log, List<String> arguments) throws InterruptedException {
        Process process = waiting;
        waiting = null;
        if (process == null || !process.isAlive() || !System.getProperty(ServerJvm.OPTIONS, "").isBlank())
            return Optional.empty();
        try (OutputStream in = process.getOutputStream()) {
            in.write((log + "\t" + String.join("\t", arguments) + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
            if (answers(process, log)) return Optional.of(process);
        } catch (IOException e) {
            // told to whoever reads the output of the test: another one is started
            System.err.println("blkunit: the ublk server that stood by cannot be woken: " + e.getMessage());
        }
        process.destroyForcibly();
        return Optional.empty();
    }

    /** One that has not taken its command line has made no device, and can be given up. */
    private static boolean answers(Process process, Path log) throws IOException, InterruptedException {
        Await.until(TimeScale.deadline(WAKING), () -> !process.isAlive() || Files.size(log) > 0);
        boolean woken = Files.size(log) > 0;
        if (!woken) {
            System.err.println("blkunit: the ublk server that stood by did not wake up within " + WAKING
                    + ", another is started");
        }
        return woken;
    }

    private static boolean isReady(Path log) throws IOException {
        return Files.readString(log).lines().anyMatch(READY::equals);
    }
}
