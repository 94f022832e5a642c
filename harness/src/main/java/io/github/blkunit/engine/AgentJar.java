package io.github.blkunit.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipOutputStream;

/** The jar that the agent's JVM starts with: the packages {@code wire} and {@code guest} and nothing else, so that it is small. */
final class AgentJar {
    /** The agent's main class, by name: the engine does not load the guest's side. */
    static final String MAIN = "io.github.blkunit.guest.AgentMain";
    private static final String WIRE = "io/github/blkunit/wire/";
    private static final String GUEST = "io/github/blkunit/guest/";

    private AgentJar() {}

    /** Writes the jar. */
    static Path write(Path file) throws IOException {
        Path origin = origin();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            if (Files.isDirectory(origin)) {
                Blob.storeAll(zip, origin, name -> isAgents(name));
            } else {
                copy(origin, zip);
            }
        }
        return Files.write(file, bytes.toByteArray());
    }

    private static void copy(Path jar, ZipOutputStream zip) throws IOException {
        try (JarFile from = new JarFile(jar.toFile())) {
            for (Enumeration<JarEntry> entries = from.entries(); entries.hasMoreElements();) {
                JarEntry entry = entries.nextElement();
                if (!entry.isDirectory() && isAgents(entry.getName())) {
                    Blob.store(zip, entry.getName(), from.getInputStream(entry).readAllBytes());
                }
            }
        }
    }

    private static boolean isAgents(String name) {
        return name.startsWith(WIRE) || name.startsWith(GUEST);
    }

    /** The jar or directory that this class, and with it the agent's, comes from. */
    private static Path origin() throws IOException {
        CodeSource source = AgentJar.class.getProtectionDomain().getCodeSource();
        if (source == null)
            throw new IOException("cannot find blkunit's own classes: the class loader does not say where they are");
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException("blkunit's own classes are at no file: " + source.getLocation(), e);
        }
    }
}
