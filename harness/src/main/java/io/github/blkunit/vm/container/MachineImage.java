package io.github.blkunit.vm.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import io.github.blkunit.vm.bundle.Bundle;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The container image: nothing but the bundle, built from scratch without any base image or registry, and named by the bundle's content.
 * Made once per daemon.
 */
final class MachineImage {
    static final String REPOSITORY = "blkunit/machine";
    private static final String LABEL = "io.github.blkunit.bundle";
    private static final int TAG_LENGTH = 16;
    private static final String RECIPE = """
            FROM scratch
            COPY . /
            """;

    private final DockerClient client;
    private final Path cache;

    MachineImage(DockerClient client, Path cache) {
        this.client = client;
        this.cache = cache;
    }

    /** The name of the image, which exists when this returns. */
    String of(Bundle bundle) throws IOException {
        String tag = bundle.hash().substring(0, Math.min(TAG_LENGTH, bundle.hash().length()));
        String name = REPOSITORY + ":" + tag;
        if (exists(name)) {
            return name;
        }
        Files.createDirectories(cache);
        // One build at a time on this host; two would do no harm but cost time.
        synchronized (MachineImage.class) {
            try (FileChannel channel = FileChannel.open(cache.resolve("container-image.lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !exists(name)) {
                    build(name, bundle);
                }
            }
        }
        return name;
    }

    private boolean exists(String name) {
        try {
            client.inspectImageCmd(name).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    /** The path of a bundle's file in the container. */
    static String inside(Bundle bundle, Path file) {
        return "/" + bundle.root().relativize(file);
    }

    private void build(String name, Bundle bundle) throws IOException {
        try (TarPipe tar = new TarPipe(archive -> write(bundle, archive))) {
            client.buildImageCmd(tar.in()).withTags(Set.of(name)).withLabels(Map.of(LABEL, bundle.hash())).withForcerm(true)
                    .start().awaitImageId();
        }
    }

    private static void write(Bundle bundle, TarArchiveOutputStream tar) throws IOException {
        byte[] recipe = RECIPE.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry dockerfile = entry("Dockerfile", recipe.length, 0644);
        tar.putArchiveEntry(dockerfile);
        tar.write(recipe);
        tar.closeArchiveEntry();
        for (Path part : List.of(bundle.kernel(), bundle.qemu(), bundle.rootImage())) {
            try (Stream<Path> found = Files.walk(part)) {
                for (Path file : found.sorted().toList()) {
                    add(bundle.root(), file, tar);
                }
            }
        }
    }

    private static void add(Path root, Path file, TarArchiveOutputStream tar) throws IOException {
        String name = root.relativize(file).toString();
        if (Files.isDirectory(file)) {
            tar.putArchiveEntry(entry(name + "/", 0, 0755));
        } else {
            tar.putArchiveEntry(entry(name, Files.size(file), mode(file)));
            Files.copy(file, tar);
        }
        tar.closeArchiveEntry();
    }

    /** With nothing of this host or this moment in it, so that the daemon's cache finds equal content. */
    private static TarArchiveEntry entry(String name, long size, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setMode(mode);
        entry.setModTime(0);
        return entry;
    }

    private static int mode(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        return permissions.contains(PosixFilePermission.OWNER_EXECUTE) ? 0755 : 0644;
    }
}
