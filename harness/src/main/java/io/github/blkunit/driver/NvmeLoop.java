package io.github.blkunit.driver;

import io.github.blkunit.SysfsFile;
import io.github.blkunit.TimeScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An NVMe disk without hardware: module {@code nvme_loop} connects the kernel's NVMe host to its NVMe target, with a memory-backed null_blk disk
 * behind. Keeps what is written.
 */
public final class NvmeLoop implements Driver {
    private static final KernelModule MODULE = new KernelModule("nvme_loop");
    private static final Path TARGET = Path.of("/sys/kernel/config/nvmet");
    private static final Path FABRICS = Path.of("/dev/nvme-fabrics");
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int SHORTEST_QUEUE = 16;
    private static final int LONGEST_QUEUE = 1024;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Override
    public String name() { return "nvme-loop"; }

    @Override
    public RunningDriver up(DeviceConfiguration configuration) throws DriverException, InterruptedException {
        MODULE.load();
        int number = NUMBER.incrementAndGet();
        String subsystem = "blkunit-" + ProcessHandle.current().pid() + "-" + number;
        RunningNullDisk base = NullBlk.configfs().size(configuration.size()).queues(configuration.queues()).pollQueues(0)
                .logicalBlockSize(configuration.logicalBlockSize()).memoryBacked().create();
        Path port = TARGET.resolve("ports").resolve(Integer.toString(number));
        Stack.Layer down = () -> removeTarget(subsystem, port);
        boolean up = false;
        try {
            export(subsystem, port, base.node());
            SysfsFile.write(FABRICS, "transport=loop,nqn=" + subsystem + ",nr_io_queues=" + configuration.queues()
                    + ",queue_size="
                    + Math.clamp(configuration.depth(), SHORTEST_QUEUE, LONGEST_QUEUE));
            if (!Await.until(TimeScale.deadline(DEADLINE), () -> nodeOf(subsystem) != null)) {
                throw new DriverException("the NVMe disk did not appear: subsystem=" + subsystem);
            }
            RunningDriver device = Stack.of(known(nodeOf(subsystem)), List.of(() -> disconnect(subsystem), down, base::close));
            up = true;
            return FirstRead.orClose(device);
        } catch (IOException e) {
            throw new DriverException("cannot connect an NVMe loop device: subsystem=" + subsystem + ": " + e.getMessage(), e);
        } finally {
            if (!up) { Stack.of(base.node(), List.of(() -> disconnect(subsystem), down, base::close)).close(); }
        }
    }

    private static Path known(@Nullable Path node) {
        if (node == null) { throw new IllegalStateException("the NVMe disk went while it was brought up"); }
        return node;
    }

    private static void export(String subsystem, Path port, Path disk) throws IOException {
        Path target = Files.createDirectory(TARGET.resolve("subsystems").resolve(subsystem));
        SysfsFile.write(target.resolve("attr_allow_any_host"), "1");
        Path space = Files.createDirectory(target.resolve("namespaces/1"));
        SysfsFile.write(space.resolve("device_path"), disk.toString());
        SysfsFile.write(space.resolve("enable"), "1");
        Files.createDirectory(port);
        SysfsFile.write(port.resolve("addr_trtype"), "loop");
        Files.createSymbolicLink(port.resolve("subsystems").resolve(subsystem), target);
    }

    private static void removeTarget(String subsystem, Path port) throws DriverException {
        Path target = TARGET.resolve("subsystems").resolve(subsystem);
        try {
            Files.deleteIfExists(port.resolve("subsystems").resolve(subsystem));
            Files.deleteIfExists(port);
            Files.deleteIfExists(target.resolve("namespaces/1"));
            Files.deleteIfExists(target);
        } catch (IOException e) {
            throw new DriverException("cannot remove the NVMe target: subsystem=" + subsystem + ": " + e, e);
        }
    }

    private static void disconnect(String subsystem) throws DriverException {
        try {
            for (Path controller : ofSubsystem(Path.of("/sys/class/nvme"), "", subsystem)) {
                SysfsFile.write(controller.resolve("delete_controller"), "1");
            }
        } catch (IOException e) {
            throw new DriverException("cannot disconnect the NVMe loop device: subsystem=" + subsystem + ": " + e.getMessage(),
                    e);
        }
        if (!Await.<RuntimeException>uninterruptibly(TimeScale.deadline(DEADLINE), () -> nodeOf(subsystem) == null)) {
            throw new DriverException("the NVMe disk is still there after its controller was deleted: node=" + nodeOf(subsystem));
        }
    }

    private static @Nullable Path nodeOf(String subsystem) {
        return ofSubsystem(Path.of("/sys/block"), "device", subsystem).stream().map(disk -> Path.of("/dev").resolve(disk
                .getFileName()))
                .filter(Files::exists).findFirst().orElse(null);
    }

    private static List<Path> ofSubsystem(Path folder, String below, String subsystem) {
        if (!Files.isDirectory(folder)) { return List.of(); }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> isOf(entry.resolve(below).resolve("subsysnqn"), subsystem)).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean isOf(Path file, String subsystem) {
        try {
            return Files.exists(file) && SysfsFile.read(file).equals(subsystem);
        } catch (IOException gone) {
            return false; // went while we were looking
        }
    }
}
