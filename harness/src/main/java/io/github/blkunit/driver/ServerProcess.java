package io.github.blkunit.driver;

import io.github.blkunit.TimeScale;
import io.github.blkunit.ublk.cli.Standby;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JVM that serves one device after another. At most one stands by when it has nothing to serve, and is the next to be used: the start of a JVM takes seconds where
 * processors are emulated, and a machine that is saved with one standing by gives it to all its clones.
 */
final class ServerProcess {
    /** Named, as {@link UblkServerMain} is; the words of {@code Standby} below are compiled in, and link nothing either. */
    private static final String CLASS = "io.github.blkunit.ublk.cli.Standby";
    private static final Duration WAKING = Duration.ofSeconds(20);
    private static final Duration ENDING = Duration.ofSeconds(10);
    private static @Nullable ServerProcess idle;

    private final Process process;
    private final Path output;
    private final String options;
    private int commands;

    private ServerProcess(Process process, Path output, String options) {
        this.process = process;
        this.output = output;
        this.options = options;
    }

    /**
     * One that has been given this command line.
     *
     * @param log takes its output
     * @param arguments of the server, from its subcommand on
     */
    static ServerProcess serving(Path log, List<String> arguments) throws DriverException, InterruptedException {
        Optional<ServerProcess> standing = take();
        if (standing.isPresent() && standing.get().wakes(log, arguments)) return standing.get();
        ServerProcess fresh = spawn();
        try {
            fresh.command(log, arguments);
        } catch (IOException e) {
            fresh.process.destroyForcibly();
            throw new DriverException("cannot talk to the ublk server: log=" + fresh.output + ": " + e.getMessage() + LogTail.of(
                    fresh.output), e);
        }
        return fresh;
    }

    /** Number of the process that stands by, if one does: it is nobody's. */
    static synchronized Optional<Long> standingBy() {
        return Optional.ofNullable(idle).map(server -> server.process.pid());
    }

    Process process() { return process; }

    /**
     * Lets it take its device away and stand by; one that does not is ended.
     *
     * @return false if it was not done with its device by the deadline
     */
    boolean stop(Duration deadline) {
        try {
            write(Standby.END + "\n");
        } catch (IOException e) {
            process.destroy(); // it does not listen any more; a signal it may still hear
        }
        if (!Await.uninterruptibly(deadline, () -> !process.isAlive() || isReady())) return false;
        if (process.isAlive() && !giveBack(this)) {
            process.destroy();
            return Await.uninterruptibly(TimeScale.deadline(ENDING), () -> !process.isAlive());
        }
        return true;
    }

    private static synchronized boolean giveBack(ServerProcess server) {
        if (idle != null && idle.process.isAlive()) return false;
        idle = server;
        return true;
    }

    private static synchronized Optional<ServerProcess> take() {
        ServerProcess standing = idle;
        if (standing == null || !standing.options.equals(ServerJvm.options())) return Optional.empty();
        idle = null;
        return standing.process.isAlive() ? Optional.of(standing) : Optional.empty();
    }

    private static ServerProcess spawn() throws DriverException {
        try {
            Path output = Files.createTempFile("blkunit-server-", ".log");
            Process process = new ProcessBuilder(ServerJvm.command(CLASS, UblkServerMain.classPath())).redirectErrorStream(true)
                    .redirectOutput(output.toFile()).start();
            return new ServerProcess(process, output, ServerJvm.options());
        } catch (IOException e) {
            throw new DriverException("cannot start the ublk server: " + e.getMessage(), e);
        }
    }

    /** One that has not taken its command line has made no device, and can be given up. */
    private boolean wakes(Path log, List<String> arguments) throws InterruptedException {
        String trouble = "it did not within " + WAKING;
        try {
            command(log, arguments);
            if (Await.until(TimeScale.deadline(WAKING), () -> !process.isAlive() || Files.size(log) > 0) && Files.size(
                    log) > 0) return true;
        } catch (IOException e) {
            trouble = String.valueOf(e.getMessage());
        }
        // told to whoever reads the output of the test
        System.err.println("blkunit: the ublk server that stood by cannot be woken, another is started: pid=" + process.pid()
                + ": " + trouble);
        process.destroyForcibly();
        return false;
    }

    private void command(Path log, List<String> arguments) throws IOException {
        commands++;
        write(Standby.SERVE + "\t" + log + "\t" + String.join("\t", arguments) + "\n");
    }

    private void write(String line) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write(line.getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /** It says so before the first command, and after each. */
    private boolean isReady() {
        try {
            return Files.readString(output).lines().filter(Standby.READY::equals).count() > commands;
        } catch (IOException e) {
            return false; // the deadline will tell
        }
    }
}
