package io.github.blkunit.vm.bundle;

import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.bundle.BundleManifest.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bundles unpacked on this machine, one directory {@code <cache>/bundle/<hash>} for each content.
 *
 * <p>A directory appears under its name only when it is complete and checked. Processes take turns through a lock file, threads of one
 * process through a lock; whoever comes second finds the work done. A bundle whose files have changed their size or are gone is
 * unpacked again.
 */
public final class BundleStore {
    /** Room left on the disk beyond the bundle itself. */
    private static final long SPARE_BYTES = 64L << 20;
    private static final ConcurrentHashMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final Path directory;
    private final SpaceProbe space;

    /** Tells the bytes that can be written at a path; a seam for tests. */
    @FunctionalInterface
    interface SpaceProbe {
        long usableBytes(Path directory) throws IOException;
    }

    BundleStore(Path cache, SpaceProbe space) {
        this.directory = cache.toAbsolutePath().resolve("bundle");
        this.space = space;
    }

    /**
     * A store; nothing is created yet.
     *
     * @param cache the directory of property {@code blkunit.cache}
     */
    public static BundleStore in(Path cache) {
        return new BundleStore(cache, path -> Files.getFileStore(path).getUsableSpace());
    }

    /**
     * The bundle on a class path, unpacked if it is not yet.
     *
     * @throws MachineFault if there is none, it is damaged or cannot be unpacked; the message says what to do
     */
    public Bundle fromClassPath(ClassLoader loader) throws MachineFault, InterruptedException {
        return get(new PackedBundle.OnClassPath(loader));
    }

    /**
     * The bundle that the user names.
     *
     * @param place a directory with the packed files, the jar of {@code blkunit-vm-images}, or a directory where a bundle was unpacked,
     *        which is then used as it is
     * @throws MachineFault if there is none, it is damaged or cannot be unpacked; the message says what to do
     */
    public Bundle fromPath(Path place) throws MachineFault, InterruptedException {
        Path absolute = place.toAbsolutePath().normalize();
        if (Files.isRegularFile(absolute)) { return get(new PackedBundle.InJar(absolute)); }
        var source = new PackedBundle.InDirectory(absolute);
        if (!Files.exists(absolute.resolve("root.img"))) { return get(source); }
        var manifest = source.manifest();
        String flaw = flawOf(absolute, manifest);
        if (!flaw.isEmpty()) {
            throw new MachineFault("the unpacked VM bundle is damaged: directory=" + absolute + ", " + flaw + ". " + source
                    .cure());
        }
        return new Bundle(absolute, manifest.hash());
    }

    Bundle get(PackedBundle source) throws MachineFault, InterruptedException {
        var manifest = source.manifest();
        Path target = directory.resolve(manifest.hash());
        if (!flawOf(target, manifest).isEmpty()) {
            var threads = THREADS.computeIfAbsent(target, _ -> new ReentrantLock());
            threads.lockInterruptibly();
            try {
                unpackAlone(source, manifest, target);
            } finally {
                threads.unlock();
            }
        }
        return new Bundle(target, manifest.hash());
    }

    private void unpackAlone(PackedBundle source, BundleManifest manifest, Path target) throws MachineFault,
            InterruptedException {
        try {
            Files.createDirectories(directory);
            // The lock file stays: deleting it would let a third process lock another file of that name.
            Path lockFile = directory.resolve(manifest.hash() + ".lock");
            try (var channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE); FileLock _ =
                    channel.lock()) {
                if (flawOf(target, manifest).isEmpty()) { return; }
                Path unpacking = directory.resolve(manifest.hash() + ".unpacking");
                delete(unpacking);
                // Machines that run from it keep the files that they have open.
                delete(target);
                checkSpace(manifest);
                try {
                    Files.createDirectory(unpacking);
                    new Unpacker(source, manifest, unpacking).run();
                    Files.move(unpacking, target, StandardCopyOption.ATOMIC_MOVE);
                } finally {
                    delete(unpacking);
                }
            }
        } catch (IOException e) {
            if (Thread.interrupted()) { throw interrupted(e); }
            throw new MachineFault("the VM bundle cannot be unpacked: directory=" + target + ", reason=" + reasonOf(e) + free()
                    + ". Make room or choose another directory with blkunit.cache=PATH.", e);
        }
    }

    private void checkSpace(BundleManifest manifest) throws MachineFault, IOException {
        long needed = manifest.unpackedSize() + SPARE_BYTES;
        long usable = space.usableBytes(directory);
        if (usable < needed) {
            throw new MachineFault("no room to unpack the VM bundle: directory=" + directory + ", needed=" + (needed >> 20)
                    + " MiB, free="
                    + (usable >> 20) + " MiB. Make room or choose another directory with blkunit.cache=PATH.");
        }
    }

    private String free() {
        try {
            return ", free=" + (space.usableBytes(directory) >> 20) + " MiB";
        } catch (IOException e) {
            // Only adds to a message about a worse failure.
            return "";
        }
    }

    /** The first file that is not as the manifest says, by existence, size and mode; empty if all are. */
    private static String flawOf(Path directory, BundleManifest manifest) {
        for (Entry entry : manifest.files()) {
            Path file = directory.resolve(entry.path());
            long size = file.toFile().length();
            if (size != entry.size() || (size == 0 && !Files.isRegularFile(file))) {
                return "file=" + entry.path() + ", expected size=" + entry.size() + ", actual size=" + (Files.exists(file) ? size
                        : "none");
            }
            if (entry.executable() && !Files.isExecutable(file)) { return "file=" + entry.path() + " is not executable"; }
        }
        return "";
    }

    private static String reasonOf(IOException e) {
        // A file system exception's message alone is often just the file's name.
        return e instanceof FileSystemException ? e.toString() : String.valueOf(e.getMessage());
    }

    private static InterruptedException interrupted(Exception cause) {
        var interrupted = new InterruptedException("unpacking the VM bundle was interrupted");
        interrupted.initCause(cause);
        return interrupted;
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) { return; }
        try (var paths = Files.walk(tree)) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) { Files.deleteIfExists(path); }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
