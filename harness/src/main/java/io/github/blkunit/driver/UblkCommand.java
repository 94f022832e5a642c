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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Any ublk server, started by a command: it may stay in the foreground or put itself into the background, as kublk and rublk do. The device is
 * whichever {@code /dev/ublkbN} comes after the start, so two of these must not start at once. Closing stops and deletes the device by the kernel's
 * control node, which ends the server, and kills a server that does not end.
 */
public final class UblkCommand implements RunningDriver {
    private static final KernelModule UBLK_DRV = new KernelModule("ublk_drv");
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Path NODES = Path.of("/dev");

    private final Process process;
    private final Path node;
    private final Path log;

    private UblkCommand(Process process, Path node, Path log) {
        this.process = process;
        this.node = node;
        this.log = log;
    }

    /**
     * Starts a server and returns when its device answers a read. Loads {@code ublk_drv} if need be.
     *
     * @param command the program and its arguments; what it prints is kept as the device's log
     * @throws DriverException if no device comes; the message ends with what the server said
     */
    public static UblkCommand start(List<String> command) throws DriverException, InterruptedException {
        UBLK_DRV.load();
        Set<Path> before = nodes();
        Path log = GuestArtefacts.newFile("ublk-command", ".log");
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        } catch (IOException e) {
            throw new DriverException("cannot start the ublk server: command=" + String.join(" ", command) + ": " + e
                    .getMessage(), e);
        }
        Set<Path> now = new TreeSet<>();
        Await.until(TimeScale.deadline(DEADLINE), () -> {
            now.addAll(nodes());
            now.removeAll(before);
            return !now.isEmpty() || (!process.isAlive() && process.exitValue() != 0);
        });
        if (now.isEmpty()) {
            String end = process.isAlive() ? "it is still running" : "status=" + process.exitValue();
            process.destroyForcibly();
            throw new DriverException("the ublk server made no device: command=" + String.join(" ", command) + ", " + end
                    + LogTail.of(log));
        }
        return FirstRead.orClose(new UblkCommand(process, now.iterator().next(), log));
    }

    /** The device's number: the N of {@code /dev/ublkbN}. */
    public int id() {
        return Integer.parseInt(node.getFileName().toString().substring("ublkb".length()));
    }

    @Override
    public Path node() { return node; }

    @Override
    public List<Path> logs() { return List.of(log); }

    @Override
    public void close() throws DriverException {
        if (Files.exists(node) || Files.exists(Path.of("/dev/ublkc" + id()))) { delete(); }
        if (!Await.<RuntimeException>uninterruptibly(TimeScale.deadline(DEADLINE), () -> !Files.exists(node))) {
            throw new DriverException("the ublk device is still there after it was deleted: node=" + node + ", log=" + log
                    + LogTail.of(log));
        }
        if (!Await.<RuntimeException>uninterruptibly(TimeScale.deadline(DEADLINE), () -> !process.isAlive())) {
            process.destroyForcibly();
            throw new DriverException("the ublk server did not end after its device was deleted and was killed: pid=" + process
                    .pid() + ", log=" + log
                    + LogTail.of(log));
        }
    }

    private void delete() throws DriverException {
        try (ControlDevice control = ControlDevice.open()) {
            control.stop(id());
            control.delete(id());
        } catch (SystemCallException e) {
            if (!e.errno().equals(Errno.ENODEV)) {
                throw new DriverException("cannot delete " + node + ": " + e.getMessage(), e);
            }
        } catch (UblkException e) {
            throw new DriverException("cannot delete " + node + ": " + e.getMessage(), e);
        }
    }

    private static Set<Path> nodes() throws DriverException {
        try (Stream<Path> entries = Files.list(NODES)) {
            return entries.filter(entry -> entry.getFileName().toString().matches("ublkb[0-9]+")).collect(Collectors.toCollection(
                    TreeSet::new));
        } catch (IOException e) {
            throw new DriverException("cannot list " + NODES + ": " + e, e);
        }
    }
}
