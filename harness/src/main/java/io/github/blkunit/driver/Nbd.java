package io.github.blkunit.driver;

import io.github.blkunit.TimeScale;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The kernel's network block device, module {@code nbd}, with {@code nbd-server} of the same machine behind it over a Unix socket, and a sparse
 * file behind that. Keeps what is written. Each hardware queue is a connection.
 */
public final class Nbd implements Driver {
    private static final KernelModule MODULE = new KernelModule("nbd");
    private static final Path NODE = Path.of("/dev/nbd0");
    private static final Path CONNECTED = Path.of("/sys/block/nbd0/pid");
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @Override
    public String name() { return "nbd"; }

    @Override
    public RunningDriver up(DeviceConfiguration configuration) throws DriverException, InterruptedException {
        MODULE.reload("nbds_max=1", "max_part=0");
        Path folder = folder(configuration);
        Path socket = folder.resolve("socket");
        Path log = GuestArtefacts.newFile("nbd-server", ".log");
        Process server = start(folder.resolve("config"), log);
        RunningDriver device = Stack.of(NODE, List.of(Nbd::disconnect, () -> stop(server), () -> delete(folder), MODULE::unload));
        boolean up = false;
        try {
            if (!Await.until(TimeScale.deadline(DEADLINE), () -> Files.exists(socket) || !server.isAlive()) || !server
                    .isAlive()) {
                throw new DriverException("nbd-server does not listen: socket=" + socket + LogTail.of(log));
            }
            Command.of("nbd-client", "-unix", socket.toString(), NODE.toString(), "-N", "disk", "-C", Integer.toString(
                    configuration.queues()), "-b",
                    Integer.toString(configuration.logicalBlockSize())).runOrFail(TimeScale.deadline(DEADLINE));
            FirstRead.of(NODE);
            up = true;
            return device;
        } finally {
            if (!up) { device.close(); }
        }
    }

    private static Path folder(DeviceConfiguration configuration) throws DriverException {
        try {
            Path folder = Files.createTempDirectory("blkunit-nbd-");
            Path file = folder.resolve("disk.img");
            try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
                content.setLength(configuration.size().bytes());
            }
            Files.writeString(folder.resolve("config"), """
                    [generic]
                    unixsock = %s
                    [disk]
                    exportname = %s
                    flush = true
                    trim = true
                    """.formatted(folder.resolve("socket"), file));
            return folder;
        } catch (IOException e) {
            throw new DriverException("cannot make the files behind the nbd device: size=" + configuration.size() + ": " + e, e);
        }
    }

    private static Process start(Path config, Path log) throws DriverException {
        try {
            return new ProcessBuilder("nbd-server", "-d", "-C", config.toString()).redirectErrorStream(true).redirectOutput(log
                    .toFile()).start();
        } catch (IOException e) {
            throw new DriverException("cannot start nbd-server: " + e.getMessage(), e);
        }
    }

    private static void disconnect() throws DriverException {
        if (!Files.exists(CONNECTED)) { return; }
        boolean interrupted = Thread.interrupted();
        try {
            Command.of("nbd-client", "-d", NODE.toString()).runOrFail(TimeScale.deadline(DEADLINE));
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) { Thread.currentThread().interrupt(); }
        }
        if (!Await.<RuntimeException>uninterruptibly(TimeScale.deadline(DEADLINE), () -> !Files.exists(CONNECTED))) {
            throw new DriverException("the nbd device is still connected after nbd-client -d: node=" + NODE);
        }
    }

    private static void stop(Process server) throws DriverException {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly();
        if (!Await.<RuntimeException>uninterruptibly(TimeScale.deadline(DEADLINE), () -> !server.isAlive())) {
            throw new DriverException("nbd-server cannot be killed: pid=" + server.pid() + ", waited " + TimeUnit.NANOSECONDS
                    .toSeconds(DEADLINE.toNanos())
                    + " s");
        }
    }

    private static void delete(Path folder) throws DriverException {
        try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path file : files.toList()) { Files.deleteIfExists(file); }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new DriverException("cannot delete the files behind the nbd device: folder=" + folder + ": " + e, e);
        }
    }
}
