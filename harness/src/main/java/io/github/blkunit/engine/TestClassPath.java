package io.github.blkunit.engine;

import io.github.blkunit.wire.ClassPathMessage.Entry;
import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The class path of this JVM as the guest will get it: jars as they are, directories packed, without what serves the host only: the
 * bundle, of which a guest is made anyway, and the Docker client, for which a guest has no network. Reads and hashes every file once.
 */
final class TestClassPath {
    /** A resource of each element that stays on the host. */
    private static final List<String> HOST_ONLY = List.of("io/github/blkunit/bundle/manifest.json",
            "org/testcontainers/DockerClientFactory.class", "com/github/dockerjava/zerodep/ZerodepDockerHttpClient.class",
            "com/github/dockerjava/api/DockerClient.class", "com/github/dockerjava/transport/DockerHttpClient.class");
    private static @Nullable TestClassPath ofThisJvm;

    private final Map<String, Blob> blobs = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    private TestClassPath() {}

    /** The class path that this JVM was started with, also if it hides behind the manifest of a single jar. Read once per JVM. */
    static synchronized TestClassPath ofThisJvm() throws IOException {
        TestClassPath known = ofThisJvm;
        if (known == null) ofThisJvm = known = read();
        return known;
    }

    private static TestClassPath read() throws IOException {
        Set<Path> paths = new LinkedHashSet<>();
        for (String property : List.of("java.class.path", "jdk.module.path")) {
            for (Object element : Collections.list(new StringTokenizer(System.getProperty(property, ""), File.pathSeparator))) {
                collect(Path.of((String) element).toAbsolutePath().normalize(), paths);
            }
        }
        for (String resource : HOST_ONLY) {
            Path element = elementWith(resource);
            if (element != null) paths.remove(element);
        }
        return of(paths);
    }

    static TestClassPath of(Iterable<Path> paths) throws IOException {
        TestClassPath classPath = new TestClassPath();
        for (Path path : paths) {
            Blob blob = Files.isDirectory(path) ? Blob.ofDirectory(path) : Blob.ofFile(path);
            classPath.blobs.put(blob.entry().sha256(), blob);
            classPath.entries.add(blob.entry());
        }
        return classPath;
    }

    /** What to offer. */
    List<Entry> entries() {
        return entries;
    }

    /** Those that are jars on the host, too. */
    List<Entry> archives() {
        return entries.stream().filter(entry -> !entry.directory()).toList();
    }

    /** The same without the directories. */
    TestClassPath archivesOnly() {
        TestClassPath archives = new TestClassPath();
        archives.blobs.putAll(blobs);
        archives.entries.addAll(archives());
        return archives;
    }

    /** The contents of an entry, or null if the hash was not offered. */
    @Nullable
    Blob blob(String sha256) {
        return blobs.get(sha256);
    }

    private static void collect(Path path, Set<Path> paths) throws IOException {
        if (!Files.exists(path) || !paths.add(path) || Files.isDirectory(path)) return;
        try (JarFile jar = new JarFile(path.toFile())) {
            Manifest manifest = jar.getManifest();
            String more = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            if (more == null) return;
            for (Object element : Collections.list(new StringTokenizer(more))) {
                URI resolved = path.toUri().resolve((String) element);
                if ("file".equals(resolved.getScheme())) collect(Path.of(resolved).normalize(), paths);
            }
        } catch (ZipException e) {
            paths.remove(path); // class paths hold other things than jars, and a class loader passes over them, too
        }
    }

    /** The element of the class path that holds the resource, or null. */
    private static @Nullable Path elementWith(String resource) throws IOException {
        URL url = TestClassPath.class.getClassLoader().getResource(resource);
        if (url == null) return null;
        try {
            if (url.openConnection() instanceof JarURLConnection jar) return Path.of(jar.getJarFileURL().toURI());
            Path file = Path.of(url.toURI());
            return file.getRoot().resolve(file.subpath(0, file.getNameCount() - Path.of(resource).getNameCount()));
        } catch (URISyntaxException e) {
            throw new IOException("an element of the class path is at no file: " + url, e);
        }
    }
}
