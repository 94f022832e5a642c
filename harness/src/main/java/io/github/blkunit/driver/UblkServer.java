package io.github.blkunit.driver;

import io.github.blkunit.TimeScale;
import io.github.blkunit.ublk.control.ControlDevice;
import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.SystemCallException;
import io.github.blkunit.ublk.sys.UblkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A running ublk server process in Java and its device.
 *
 * <p>{@link #close} asks the server to stop and delete its device, kills it if it does not, deletes the
 * device if the server could not, and makes sure that the node is gone. Server processes without a device are kept for the next one, unless somebody asked for {@link #process}. May be called from any thread, by one at a time.
 */
public final class UblkServer implements RunningDriver {
    /** A cold JVM takes half a minute of an emulated processor, and more than two minutes of one that many share. A server that dies is noticed at once. */
    private static final Duration READY = Duration.ofMinutes(4);
    private static final Duration STOPPING = Duration.ofSeconds(15);
    private static final Duration KILLED = Duration.ofSeconds(10);

    private final Process process;
    private final UblkReadyLine ready;
    private final Path log;
    private Ending ending;
    private boolean closed;

    private UblkServer(Process process, Ending ending, UblkReadyLine ready, Path log) {
        this.process = process;
        this.ending = ending;
        this.ready = ready;
        this.log = log;
    }

    /** How a server is made to take its device away. */
    @FunctionalInterface
    private interface Ending {
        /** Whether it was done by the deadline. */
        boolean stop(Duration deadline);

        /** With SIGTERM; it is done when the process has ended. */
        static Ending bySignal(Process process) {
            return deadline -> {
                process.destroy();
                return Await.uninterruptibly(deadline, () -> !process.isAlive());
            };
        }
    }

    /**
     * Starts the server's command line in a JVM of its own and returns when the device answers a read.
     *
     * @param arguments of the server, from its subcommand on
     * @throws DriverException if the device does not come up; the message ends with what the server said
     */
    static UblkServer start(List<String> arguments) throws DriverException, InterruptedException {
        Path log = GuestArtefacts.newFile("ublk-server", ".log");
        ServerProcess server = ServerProcess.serving(log, arguments);
        return awaitLive(server.process(), server::stop, log, arguments);
    }

    /**
     * Starts a ublk server of your own in a JVM of its own and returns when its device answers a read. Its class path are the places of {@code main},
     * of blkunit's ublk driver and of {@code more}.
     *
     * @param main a program that ends with {@link io.github.blkunit.ublk.cli.Serve#untilSignal}
     * @param arguments the program's
     * @param more classes from further places that it needs
     * @throws DriverException if the device does not come up; the message ends with what the program said
     */
    public static UblkServer start(Class<?> main, List<String> arguments, Class<?>... more) throws DriverException,
            InterruptedException {
        new KernelModule("ublk_drv").load();
        Path log = GuestArtefacts.newFile("ublk-server", ".log");
        List<String> needed = new ArrayList<>(List.of(main.getName(), UblkServerMain.CLASS));
        for (Class<?> other : more) { needed.add(other.getName()); }
        ClassLoader loader = main.getClassLoader();
        Process process = spawn(log, main.getName(), ServerJvm.classPathOf(needed, loader), arguments);
        return awaitLive(process, Ending.bySignal(process), log, arguments);
    }

    private static UblkServer awaitLive(Process process, Ending ending, Path log, List<String> arguments) throws DriverException,
            InterruptedException {
        boolean up = false;
        try {
            UblkServer server = new UblkServer(process, ending, awaitReady(process, log, arguments), log);
            FirstRead.of(server.node());
            up = true;
            return server;
        } finally {
            if (!up) { process.destroyForcibly(); }
        }
    }

    private static Process spawn(Path log, String main, String classPath, List<String> arguments) throws DriverException {
        List<String> command = new ArrayList<>(ServerJvm.command(main, classPath));
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile())
                    .redirectInput(new java.io.File("/dev/null")).start();
        } catch (IOException e) {
            throw new DriverException("cannot start the ublk server: command=" + String.join(" ", command) + ": " + e
                    .getMessage(), e);
        }
    }

    /** The device's number: the N of {@code /dev/ublkbN}. */
    public int id() { return ready.id(); }

    /** The server's process, for tests that hurt it: from now on it is this device's alone, and ends with it. */
    public ProcessHandle process() {
        ending = Ending.bySignal(process);
        return process.toHandle();
    }

    @Override
    public Path node() { return ready.node(); }

    @Override
    public List<Path> logs() { return List.of(log); }

    @Override
    public void close() throws DriverException {
        if (closed) { return; }
        closed = true;
        boolean stopped = !process.isAlive() || ending.stop(TimeScale.deadline(STOPPING));
        if (!stopped) {
            process.destroyForcibly();
            Await.uninterruptibly(TimeScale.deadline(KILLED), () -> !process.isAlive());
        }
        @Nullable
        DriverException failure = null;
        if (!isGone()) {
            failure = delete();
        }
        if (!stopped && process.isAlive()) {
            throw complaint("the ublk server cannot be killed (a request may hang in the kernel)");
        }
        if (!isGone()) {
            DriverException left = complaint(
                    "the ublk device is still there after its server was stopped and the device deleted");
            if (failure != null) { left.addSuppressed(failure); }
            throw left;
        }
        if (!stopped) { throw complaint("the ublk server did not take its device away within " + STOPPING + " and was killed"); }
    }

    /** Deletes the device, whatever its server does; for tests that take it away under load. */
    public void deleteDevice() throws DriverException {
        DriverException failure = delete();
        if (failure != null) { throw failure; }
    }

    private @Nullable DriverException delete() {
        try (ControlDevice control = ControlDevice.open()) {
            control.stop(id());
            control.delete(id());
            return null;
        } catch (SystemCallException e) {
            // The server deletes its device, too, as soon as that is stopped: whoever comes second finds nothing.
            return e.errno().equals(Errno.ENODEV) ? null : new DriverException("cannot delete " + node() + ": " + e.getMessage(),
                    e);
        } catch (UblkException e) {
            return new DriverException("cannot delete " + node() + ": " + e.getMessage(), e);
        }
    }

    private boolean isGone() {
        return !Files.exists(node()) && !Files.exists(Path.of("/sys/block/ublkb" + id())) && !Files.exists(Path.of("/dev/ublkc"
                + id()));
    }

    private DriverException complaint(String what) {
        return new DriverException(what + ": node=" + node() + ", pid=" + process.pid() + ", log=" + log + LogTail.of(log));
    }

    private static UblkReadyLine awaitReady(Process process, Path log, List<String> arguments)
            throws DriverException, InterruptedException {
        Duration deadline = TimeScale.deadline(READY);
        String inputs = "arguments=" + String.join(" ", arguments) + ", log=" + log;
        try {
            Await.until(deadline, () -> !process.isAlive() || UblkReadyLine.find(log).isPresent());
            var ready = UblkReadyLine.find(log);
            if (ready.isPresent() && process.isAlive()) { return ready.get(); }
        } catch (IOException e) {
            throw new DriverException("cannot read the ublk server's output: " + inputs + ": " + e.getMessage(), e);
        }
        if (process.isAlive()) {
            throw new DriverException("the ublk server was not ready within " + deadline + ": " + inputs + LogTail.of(log));
        }
        throw new DriverException("the ublk server ended instead of serving: status=" + process.exitValue() + ", " + inputs
                + LogTail.of(log));
    }

    /** Waits for the server process to end. Returns whether it did. */
    public boolean awaitEnd(Duration deadline) throws InterruptedException {
        return process.waitFor(deadline.toNanos(), TimeUnit.NANOSECONDS);
    }
}
