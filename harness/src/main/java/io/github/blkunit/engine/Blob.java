package io.github.blkunit.engine;

import io.github.blkunit.wire.Bytes;
import io.github.blkunit.wire.ClassPathMessage;
import io.github.blkunit.wire.ClassPathMessage.Entry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * One element of the class path.
 *
 * @param file where it lies, or null if it is in memory
 * @param packed a directory, packed, or null
 */
record Blob(Entry entry, @Nullable Path file, @Nullable Bytes packed) {

    static Blob ofFile(Path file) throws IOException {
        return new Blob(new Entry(String.valueOf(file.getFileName()), hash(Files.newInputStream(file)), Files.size(file), false),
                file, null);
    }

    /** Packs a directory, without compression: it is unpacked on a slow machine. Equal contents give equal bytes. */
    static Blob ofDirectory(Path directory) throws IOException {
        byte[] jar = pack(directory);
        String name = directory.getFileName() + ".jar";
        return new Blob(new Entry(name, hash(new ByteArrayInputStream(jar)), jar.length, true), null, Bytes.of(jar));
    }

    private static byte[] pack(Path directory) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            storeAll(zip, directory, name -> true);
        }
        return bytes.toByteArray();
    }

    /** Stores the files of a directory whose names are wanted. */
    static void storeAll(ZipOutputStream zip, Path directory, Predicate<String> wanted) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = directory.relativize(file).toString();
                if (wanted.test(name)) store(zip, name, Files.readAllBytes(file));
            }
        }
    }

    static void store(ZipOutputStream zip, String name, byte[] contents) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(contents);
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        entry.setSize(contents.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(contents);
        zip.closeEntry();
    }

    /** The contents; the caller closes them. */
    InputStream open() throws IOException {
        if (file != null) return Files.newInputStream(file);
        return new ByteArrayInputStream(packed == null ? new byte[0] : packed.array());
    }

    private static String hash(InputStream contents) throws IOException {
        try (contents) {
            return DigestUtils.sha256Hex(contents);
        }
    }
}
