package io.github.blkunit.vm.process;

import io.github.blkunit.vm.MachineFault;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A temporary folder that only its user can enter, for the sockets and the secret of one machine. A lock marks it as used: a folder
 * without a lock belonged to a JVM that was killed, and is removed at the next start, with the QEMU that it may still have.
 */
final class PrivateDirectory implements AutoCloseable {
    static final String PREFIX = "blkunit-vm-";
    /** sun_path of a unix socket has 108 bytes, with a zero at the end (unix(7)). */
    private static final int LONGEST_SOCKET_PATH = 107;
    private static final String LONGEST_NAME = "monitor.sock";
    private static final int RANDOM_DIGITS = 20;
    private static final String LOCK = "lock";
    private static final String OWNER = "qemu";
    /** Of this JVM. Their locks must not be tried: to close any file descriptor of a file gives up all locks that the process has on it (fcntl(2)). */
    private static final Set<Path> IN_USE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lockFile;

    private PrivateDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
        IN_USE.add(path);
    }

    /**
     * Makes one in the first place that is fit for it.
     *
     * @param places folders for temporary files, the preferred one first
     * @throws MachineFault if none will do; says for each why
     */
    static PrivateDirectory create(List<Path> places) throws MachineFault {
        List<String> reasons = new ArrayList<>();
        for (Path place : places) {
            int length = place.toString().getBytes(StandardCharsets.UTF_8).length + PREFIX.length() + RANDOM_DIGITS + LONGEST_NAME
                    .length() + 2;
            if (length > LONGEST_SOCKET_PATH) {
                reasons.add(place + ": too long for unix sockets (" + length + " bytes with their names, at most "
                        + LONGEST_SOCKET_PATH + ")");
                continue;
            }
            try {
                return createIn(place);
            } catch (IOException e) {
                reasons.add(place + ": " + e);
            }
        }
        throw new MachineFault("no place for a machine's temporary files: " + String.join("; ", reasons)
                + ". Free some space, or set -Djava.io.tmpdir to a short path that can be written.");
    }

    /** The places that are tried by default. */
    static List<Path> defaultPlaces() {
        return Stream.of(System.getProperty("java.io.tmpdir"), "/tmp", "/var/tmp", "/dev/shm").distinct().map(Path::of).toList();
    }

    private static PrivateDirectory createIn(Path place) throws IOException {
        Path path = Files.createTempDirectory(place, PREFIX, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(
                "rwx------")));
        try {
            // Locked before it has the name by which a sweep looks for it: no other JVM finds it without its lock.
            Path unnamed = path.resolve(LOCK + ".new");
            FileChannel lockFile = FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (lockFile.tryLock() == null) {
                throw new IOException("somebody locked a folder that was made just now: " + path);
            }
            Files.move(unnamed, path.resolve(LOCK));
            return new PrivateDirectory(path, lockFile);
        } catch (IOException e) {
            delete(path);
            throw e;
        }
    }

    Path path() {
        return path;
    }

    /** Writes a file that only this user can read. */
    void write(String name, String content) throws IOException {
        Path file = path.resolve(name);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, content);
    }

    /** Notes whose folder this is, so that {@link #sweep} finds the process as well. */
    void owner(ProcessHandle process) throws IOException {
        write(OWNER, process.pid() + " " + process.info().startInstant().map(Instant::toString).orElse(""));
    }

    /** Removes the folder with all that is in it. */
    @Override
    public void close() throws IOException {
        try {
            delete(path);
        } finally {
            IN_USE.remove(path);
            lockFile.close();
        }
    }

    /**
     * Removes the folders that killed JVMs of this user left in {@code places}, and ends the QEMU processes that they left.
     *
     * @return what was removed
     * @throws IOException if a folder of ours cannot be removed
     */
    static List<Path> sweep(List<Path> places) throws IOException {
        List<Path> removed = new ArrayList<>();
        for (Path place : places) {
            if (!Files.isReadable(place)) {
                continue;
            }
            List<Path> found;
            try (Stream<Path> all = Files.list(place)) {
                found = all.filter(path -> path.getFileName().toString().startsWith(PREFIX)).filter(PrivateDirectory::isOurs)
                        .toList();
            }
            for (Path path : found) {
                if (isAbandoned(path)) {
                    endOwner(path);
                    delete(path);
                    removed.add(path);
                }
            }
        }
        return removed;
    }

    private static boolean isOurs(Path path) {
        return Files.isDirectory(path) && Files.isWritable(path) && Files.isWritable(path.resolve(LOCK));
    }

    private static boolean isAbandoned(Path path) throws IOException {
        if (IN_USE.contains(path)) return false;
        try (FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.WRITE); FileLock lock = channel
                .tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // another machine of this JVM, whose class was loaded once more
        }
    }

    private static void endOwner(Path path) throws IOException {
        Path note = path.resolve(OWNER);
        if (!Files.isReadable(note)) {
            return;
        }
        String[] words = Files.readString(note).split(" ", -1);
        if (words.length == 2 && words[0].matches("\\d{1,18}")) {
            Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(words[0]));
            process.filter(running -> running.info().startInstant().map(Instant::toString).orElse("").equals(words[1]))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.list(path)) {
            for (Path file : all.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(path);
    }
}
