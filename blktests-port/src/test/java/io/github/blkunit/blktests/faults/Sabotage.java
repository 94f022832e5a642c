package io.github.blkunit.blktests.faults;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Something that goes wrong on the machine while an unchanged test runs: looked for and done all the time, until closed. */
final class Sabotage implements Closeable {
    private static final Path NULL_DISKS = Path.of("/sys/kernel/config/nullb");
    private static final Path DISKS = Path.of("/sys/block");

    private final Deed deed;
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final List<Closeable> held = new ArrayList<>();
    private volatile boolean closed;

    /** What is done, once a millisecond or so. */
    @FunctionalInterface
    private interface Deed {
        void done(List<Closeable> held) throws IOException;
    }

    private Sabotage(Deed deed) {
        this.deed = deed;
        Thread.ofPlatform().daemon().name("sabotage").start(this::run);
    }

    /** The one for an id; nothing is done for the others. */
    static Closeable of(String id) throws IOException {
        return switch (id) {
            case "006", "016", "020", "023", "031", "035", "039", "046" -> new Sabotage(_ -> everyNullDiskHasBadBlocks());
            case "010" -> aioIsUsedUp();
            case "022" -> new Sabotage(_ -> nullDisksAreRemoved());
            case "028" -> new Sabotage(_ -> theLastSectorIsOverwritten());
            case "032" -> new Sabotage(Sabotage::theFileSystemIsHeld);
            case "034" -> memoryIsLost();
            default -> () -> {};
        };
    }

    private static void everyNullDiskHasBadBlocks() throws IOException {
        for (Path disk : entries(NULL_DISKS)) { write(disk.resolve("badblocks"), "+0-1000000"); }
    }

    private static void nullDisksAreRemoved() throws IOException {
        for (Path disk : entries(NULL_DISKS)) { Files.deleteIfExists(disk); }
    }

    private static void theLastSectorIsOverwritten() throws IOException {
        for (Path disk : entries(DISKS)) {
            if (!disk.getFileName().toString().startsWith("sd")) { continue; }
            try (var node = FileChannel.open(Path.of("/dev").resolve(disk.getFileName()),
                    StandardOpenOption.WRITE)) {
                long size = Long.parseLong(Files.readString(disk.resolve("size")).strip()) * 512;
                node.write(ByteBuffer.allocate(512), size - 512);
            }
        }
    }

    private static void theFileSystemIsHeld(List<Closeable> held) throws IOException {
        if (!held.isEmpty()) { return; }
        for (String mount : Files.readAllLines(Path.of("/proc/self/mounts"))) {
            List<String> words = List.of(mount.split(" ", 4));
            if (words.get(2).equals("xfs")) {
                held.add(FileChannel.open(Path.of(words.get(1), "held"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            }
        }
    }

    private static Closeable aioIsUsedUp() throws IOException {
        Path limit = Path.of("/proc/sys/fs/aio-max-nr");
        String before = Files.readString(limit).strip();
        Files.writeString(limit, "1");
        return () -> Files.writeString(limit, before);
    }

    /** 60 MiB each time that null_blk is loaded. */
    private static Closeable memoryIsLost() {
        Set<Path> seen = new HashSet<>();
        return new Sabotage(held -> {
            Path disk = DISKS.resolve("nullb0");
            if (!Files.exists(disk)) {
                seen.clear();
            } else if (seen.add(disk)) {
                Path file = Files.createTempFile(Path.of("/dev/shm"), "lost", "");
                Files.write(file, new byte[60 << 20]);
                held.add(() -> Files.delete(file));
            }
        });
    }

    private static List<Path> entries(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        if (!Files.isDirectory(folder)) { return found; }
        try (var entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
            entries.forEach(found::add);
        }
        return found;
    }

    private static void write(Path file, String value) throws IOException {
        if (Files.exists(file)) { Files.writeString(file, value); }
    }

    private void run() {
        while (!closed) {
            try {
                deed.done(held);
                Thread.sleep(1);
            } catch (IOException | DirectoryIteratorException | NumberFormatException gone) {
                Thread.onSpinWait(); // what was looked at has gone, or is not there yet
            } catch (InterruptedException e) {
                break;
            }
        }
        ended.complete(true);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        ended.join();
        for (Closeable one : held) { one.close(); }
    }
}
