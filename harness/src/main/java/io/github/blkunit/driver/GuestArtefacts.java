package io.github.blkunit.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The folder in the guest for files worth keeping: server logs, fio results. System property {@value #PROPERTY}, else
 * {@code blkunit-artefacts} in the temporary directory. What lies there stays in the guest until somebody publishes it.
 */
public final class GuestArtefacts {
    /** System property that names the folder. */
    public static final String PROPERTY = "blkunit.guest.artefacts";

    private static final AtomicLong NUMBER = new AtomicLong();
    private static final Queue<Path> FINISHED = new ConcurrentLinkedQueue<>();

    private GuestArtefacts() {}

    /** The folder; made if it is not there. */
    public static Path folder() throws IOException {
        return Files.createDirectories(Path.of(System.getProperty(PROPERTY, System.getProperty("java.io.tmpdir")
                + "/blkunit-artefacts")));
    }

    /** Says that a file is complete and belongs to the results of the test that runs. From any thread. */
    public static void finished(Path file) {
        FINISHED.add(file);
    }

    /** The files finished since the last call, oldest first: for whoever publishes them after each test. */
    public static List<Path> drain() {
        List<Path> files = new ArrayList<>();
        for (Path file = FINISHED.poll(); file != null; file = FINISHED.poll()) { files.add(file); }
        return files;
    }

    /**
     * A new, empty file whose name no other file of this JVM has.
     *
     * @throws DriverException if it cannot be made
     */
    public static Path newFile(String prefix, String suffix) throws DriverException {
        String name = prefix + "-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet() + suffix;
        try {
            return Files.write(folder().resolve(name), new byte[0]);
        } catch (IOException e) {
            throw new DriverException("cannot make the artefact file " + name + ": " + e, e);
        }
    }
}
