package io.github.blkunit.guest.run;

import io.github.blkunit.driver.GuestArtefacts;
import io.github.blkunit.wire.Bytes;
import io.github.blkunit.wire.ClassPathMessage;
import io.github.blkunit.wire.TestEvent.Entry;
import io.github.blkunit.wire.TestEvent.FilePart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends files to the host: those that tests publish, and those that they leave in the folder named by the system property
 * {@value #PROPERTY}. A file that appeared there during a test is of that test; what is left is of the class.
 */
final class Artefacts {
    /** System property that names the folder for files worth keeping. */
    static final String PROPERTY = GuestArtefacts.PROPERTY;

    private final Sink sink;
    private final Path folder;
    private final Set<Path> known = new HashSet<>();
    private final Set<Path> unsent = new LinkedHashSet<>();
    private final Set<String> published = new HashSet<>();

    Artefacts(Sink sink, Path directory) throws IOException {
        this.sink = sink;
        this.folder = Files.createDirectories(directory.resolve("artefacts"));
        System.setProperty(PROPERTY, folder.toString());
    }

    /** What appeared before this node started is not of it. */
    synchronized void started(String id) {
        unsent.addAll(appeared(id));
    }

    /** What appeared during a test is of it; what was left over belongs to the container, unless it was published by somebody else. */
    synchronized void finished(String id, boolean test) {
        Set<Path> files = appeared(id);
        if (!test) {
            files.addAll(unsent);
            unsent.clear();
        }
        for (Path file : files) {
            if (!published.contains(String.valueOf(file.getFileName()))) publish(id, file, null);
        }
    }

    /** Sends a file, or all files of a directory. */
    synchronized void publish(String id, Path path, @Nullable String mediaType) {
        published.add(String.valueOf(path.getFileName()));
        try {
            if (Files.isDirectory(path)) {
                publishAll(id, path);
            } else {
                send(id, path, String.valueOf(path.getFileName()), mediaType);
            }
        } catch (IOException e) {
            sink.send(new Entry(id, Map.of("blkunit.artefact.lost", path + ": " + e)));
        }
    }

    private void publishAll(String id, Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path relative = parent == null ? file : parent.relativize(file.toAbsolutePath());
                if (attributes.isRegularFile()) send(id, file, relative.toString(), null);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private Set<Path> appeared(String id) {
        Set<Path> appeared = new LinkedHashSet<>();
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (Files.isRegularFile(file) && known.add(file)) appeared.add(file);
            }
        } catch (IOException e) {
            sink.send(new Entry(id, Map.of("blkunit.artefact.lost", folder + ": " + e)));
        }
        return appeared;
    }

    private void send(String id, Path file, String name, @Nullable String mediaType) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] chunk = in.readNBytes(ClassPathMessage.CHUNK);
            while (true) {
                byte[] next = chunk.length < ClassPathMessage.CHUNK ? new byte[0] : in.readNBytes(ClassPathMessage.CHUNK);
                sink.send(new FilePart(id, name, mediaType, next.length == 0, Bytes.of(chunk)));
                if (next.length == 0) return;
                chunk = next;
            }
        }
    }
}
