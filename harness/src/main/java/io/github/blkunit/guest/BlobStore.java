package io.github.blkunit.guest;

import io.github.blkunit.wire.Bytes;
import io.github.blkunit.wire.ClassPathMessage.Entry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Files by their SHA-256, in one directory, usually a tmpfs. A file under its final name is complete and verified. */
final class BlobStore {
    private final Path directory;

    BlobStore(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /** Where the blob is, or will be; keeps its name readable for stack traces and class paths. */
    Path path(Entry entry) {
        String name = entry.name().replace('/', '_');
        return directory.resolve(HexFormat.of().formatHex(HexFormat.of().parseHex(entry.sha256())) + "-" + name);
    }

    boolean has(Entry entry) {
        return Files.exists(path(entry));
    }

    /** Begins to receive a blob. */
    Incoming receive(Entry entry) throws IOException {
        return new Incoming(entry, path(entry), directory.resolve(entry.sha256() + ".part"));
    }

    /** A blob on its way in. */
    static final class Incoming {
        private final Entry entry;
        private final Path whole;
        private final Path part;
        private final OutputStream out;
        private final MessageDigest digest = sha256();
        private long size;

        private Incoming(Entry entry, Path whole, Path part) throws IOException {
            this.entry = entry;
            this.whole = whole;
            this.part = part;
            this.out = Files.newOutputStream(part);
        }

        void write(Bytes bytes) throws IOException {
            digest.update(bytes.array());
            out.write(bytes.array());
            size += bytes.length();
        }

        /** @throws IOException if it is not what its hash says; nothing is kept then */
        void finish() throws IOException {
            out.close();
            String got = HexFormat.of().formatHex(digest.digest());
            if (!got.equals(entry.sha256())) {
                Files.delete(part);
                throw new IOException("class path entry arrived damaged: name=" + entry.name() + ", bytes=" + size + " of "
                        + entry.size()
                        + ", sha256=" + got + ", expected=" + entry.sha256());
            }
            Files.move(part, whole);
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java run time has SHA-256", e);
            }
        }
    }
}
