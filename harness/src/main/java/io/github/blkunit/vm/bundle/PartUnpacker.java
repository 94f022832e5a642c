package io.github.blkunit.vm.bundle;

import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.bundle.BundleManifest.Entry;
import io.github.blkunit.vm.bundle.BundleManifest.Kind;
import io.github.blkunit.vm.bundle.BundleManifest.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks one part into a directory. The packed file is checked first, then each file that comes out of it. Used by one thread. */
final class PartUnpacker {
    private static final int BUFFER = 1 << 17;
    /** Files from this size on are forced to the disk: after a power cut a small one is torn by its length, a large one may not be. */
    private static final int FORCED = 1 << 20;

    private final PackedBundle source;
    private final Part part;
    private final Path target;
    private final TreeMap<String, Entry> missing = new TreeMap<>();

    PartUnpacker(PackedBundle source, BundleManifest manifest, Part part, Path target) {
        this.source = source;
        this.part = part;
        this.target = target;
        for (Entry entry : manifest.files()) {
            if (part.kind() == Kind.file ? entry.path().equals(part.name()) : entry.path().startsWith(part.name() + "/")) {
                missing.put(entry.path(), entry);
            }
        }
    }

    /**
     * Unpacks.
     *
     * @throws MachineFault if the part is missing or is not what the manifest says
     * @throws IOException if a file cannot be written (disk full and the like), or the thread was interrupted
     */
    void run() throws MachineFault, IOException {
        checkPacked();
        try (InputStream in = open(); InputStream xz = new XZInputStream(in)) {
            switch (part.kind()) {
                case file -> write(part.name(), xz);
                case tar -> unpackArchive(new TarArchiveInputStream(xz));
            }
        }
        if (!missing.isEmpty()) { throw damaged(part.name() + " lacks " + missing.firstKey()); }
    }

    private void checkPacked() throws MachineFault, IOException {
        MessageDigest digest = DigestUtils.getSha256Digest();
        long size = 0;
        try (InputStream in = open()) {
            byte[] buffer = new byte[BUFFER];
            for (int n; (n = in.read(buffer)) > 0; size += n) {
                stopIfInterrupted();
                digest.update(buffer, 0, n);
            }
        }
        String actual = hex(digest);
        if (size != part.size()) { throw damaged("expected size=" + part.size() + ", actual size=" + size); }
        if (!actual.equals(part.sha256())) { throw damaged("expected sha256=" + part.sha256() + ", actual sha256=" + actual); }
    }

    private void unpackArchive(TarArchiveInputStream tar) throws MachineFault, IOException {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.isDirectory()) { continue; }
            if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink()) {
                throw damaged("entry=" + entry.getName() + " is neither a file nor a directory");
            }
            write(part.name() + "/" + entry.getName().replaceFirst("^\\./", ""), tar);
        }
    }

    /** Writes one file. Only paths of the manifest are written, and these were checked to stay inside. */
    private void write(String path, InputStream content) throws MachineFault, IOException {
        Entry expected = missing.remove(path);
        if (expected == null) { throw damaged("it holds " + path + ", which the manifest does not list"); }
        Path file = target.resolve(path);
        Files.createDirectories(file.getParent());
        MessageDigest digest = DigestUtils.getSha256Digest();
        long size = 0;
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[BUFFER];
            for (int n; (n = content.read(buffer)) > 0; size += n) {
                stopIfInterrupted();
                digest.update(buffer, 0, n);
                for (var rest = ByteBuffer.wrap(buffer, 0, n); rest.hasRemaining();) { out.write(rest); }
            }
            if (size >= FORCED) { out.force(false); }
        }
        String actual = hex(digest);
        if (size != expected.size() || !actual.equals(expected.sha256())) {
            throw damaged("unpacked file=" + path + ", expected sha256=" + expected.sha256() + ", actual sha256=" + actual);
        }
        if (expected.executable() && !file.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make it executable: file=" + file);
        }
    }

    private InputStream open() throws MachineFault, IOException {
        InputStream in = source.open(part.file());
        if (in == null) { throw damaged("it is missing"); }
        return in;
    }

    private MachineFault damaged(String how) {
        return new MachineFault("the VM bundle is damaged: file=" + source.where(part.file()) + ", " + how + ". " + source
                .cure());
    }

    private static void stopIfInterrupted() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("unpacking the VM bundle was interrupted");
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
