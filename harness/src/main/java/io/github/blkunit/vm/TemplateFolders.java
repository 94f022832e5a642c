package io.github.blkunit.vm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The folders of templates in the cache, one for each name. A folder appears under its name only when it is complete; the memory of a machine
 * is in it, so only its user may enter. The least recently used ones are removed.
 */
public final class TemplateFolders {
    /** Each has some hundred megabytes. */
    private static final int KEPT = 4;
    private static final Duration KEPT_UNUSED = Duration.ofDays(3);
    private static final ConcurrentHashMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final Path folder;
    private final Clock clock;

    /** @param cache folder of blkunit's cache */
    public TemplateFolders(Path cache, Clock clock) {
        this.folder = cache.toAbsolutePath().resolve("template");
        this.clock = clock;
    }

    /** Takes the turn for a name, within this JVM and among all of this cache. */
    public Templates.Turn turn(String name) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name + ".lock");
        ReentrantLock threads = THREADS.computeIfAbsent(file, _ -> new ReentrantLock());
        threads.lockInterruptibly();
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.lock();
            FileChannel held = channel;
            channel = null;
            return () -> release(lock, held, threads);
        } finally {
            if (channel != null) {
                channel.close();
                threads.unlock();
            }
        }
    }

    private static void release(FileLock lock, FileChannel channel, ReentrantLock threads) {
        try (channel) {
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give the lock of a template back", e);
        } finally {
            threads.unlock();
        }
    }

    /** Whether the template is there; if so, it counts as used now. */
    public boolean has(String name) {
        try {
            Files.setLastModifiedTime(finished(name), FileTime.from(clock.instant()));
            return true;
        } catch (IOException e) {
            return false; // nearly always because it is not there; a cache that cannot be written shows when the template is made
        }
    }

    /** Whether it is there or in the making; does not count as use. */
    public boolean isKnown(String name) {
        return Files.exists(finished(name)) || Files.exists(making(name));
    }

    /** The folder of a template that is there. */
    public Path finished(String name) {
        return folder.resolve(name);
    }

    /** An empty folder for a template in the making. Needs the turn. */
    public Path begin(String name) throws IOException {
        Files.createDirectories(folder);
        Path making = making(name);
        delete(making);
        return Files.createDirectory(making, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** The template in the making is complete. Needs the turn. */
    public void finish(String name) throws IOException {
        delete(finished(name));
        Files.move(making(name), finished(name), StandardCopyOption.ATOMIC_MOVE);
        Files.setLastModifiedTime(finished(name), FileTime.from(clock.instant()));
        sweep(name);
    }

    /** Gives a template in the making up, or one that is of no use. Clones that run keep what they have open. */
    public void remove(String name) throws IOException {
        delete(making(name));
        delete(finished(name));
    }

    /** Where a template in the making is. */
    public Path making(String name) {
        return folder.resolve(name + ".making");
    }

    private void sweep(String keep) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.list(folder)) {
            all = found.filter(Files::isDirectory).filter(path -> !path.toString().endsWith(".making"))
                    .sorted(Comparator.comparing(TemplateFolders::lastUsed).reversed()).toList();
        }
        Instant oldest = clock.instant().minus(KEPT_UNUSED);
        for (int i = 0; i < all.size(); i++) {
            Path template = all.get(i);
            if (template.endsWith(keep)) continue;
            if (i >= KEPT || lastUsed(template).isBefore(oldest)) delete(template);
        }
    }

    private static Instant lastUsed(Path template) {
        try {
            return Files.getLastModifiedTime(template).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH; // another run removed it
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        } catch (NoSuchFileException e) {
            // it is gone, as wanted
        }
    }
}
