package io.github.blkunit.vm.qemu;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A class path as jars with names that sort in its order. Equal content gives equal bytes. */
final class AgentJars {
    /** The earliest time that a zip file can hold; any fixed one would do. */
    private static final LocalDateTime SAME_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private AgentJars() {}

    /**
     * One jar.
     *
     * @param name {@code NN-name.jar}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Jar(String name, byte[] content) {}

    /** @throws IOException if an element is missing or cannot be read; the message names it */
    static List<Jar> of(List<Path> classPath) throws IOException {
        List<Jar> jars = new ArrayList<>();
        for (Path element : classPath) {
            String number = String.format("%02d-", jars.size());
            if (Files.isDirectory(element)) {
                jars.add(new Jar(number + "classes.jar", packed(element)));
            } else if (Files.isRegularFile(element)) {
                jars.add(new Jar(number + element.getFileName().toString().replaceAll("[^A-Za-z0-9._-]", "_"),
                        Files.readAllBytes(element)));
            } else {
                throw new IOException("the agent's class path names what is not there: " + element
                        + " (build the project first)");
            }
        }
        return jars;
    }

    /** Stored, not deflated: the guest's processor may be emulated, and the archive is gone after boot. */
    private static byte[] packed(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Path file : files) {
                byte[] content = Files.readAllBytes(file);
                CRC32 sum = new CRC32();
                sum.update(content);
                ZipEntry entry = new ZipEntry(folder.relativize(file).toString());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(content.length);
                entry.setCrc(sum.getValue());
                entry.setTimeLocal(SAME_TIME);
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
