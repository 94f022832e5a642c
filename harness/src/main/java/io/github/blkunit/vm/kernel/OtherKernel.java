package io.github.blkunit.vm.kernel;

import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.bundle.Bundle;
import io.github.blkunit.vm.kernel.KernelFiles.ModuleOf;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A bundle with another kernel: the same QEMU and root file system, linked, and an initramfs with the other kernel's modules. Kept in the cache by content,
 * so that whatever is made from a bundle (container images, saved machines) is made anew for another kernel by itself.
 */
public final class OtherKernel {
    private static final int ALIGNMENT = 512;

    private final Path cache;

    /** @param cache blkunit's cache */
    public OtherKernel(Path cache) { this.cache = cache; }

    /**
     * The bundle with the kernel that the user wants.
     *
     * @param wanted {@code debian} for the bundle's own; else the name of a flavour or a path with a slash: docs/kernels.md
     * @throws MachineFault if there is no such kernel or it lacks what a machine needs; says what and what to do
     */
    public Bundle in(Bundle bundle, String wanted) throws MachineFault {
        if (wanted.equals("debian")) { return bundle; }
        KernelFiles kernel = new KernelFinder(cache).find(wanted);
        check(kernel, wanted);
        try {
            String hash = hash(bundle, kernel);
            Path made = cache.resolve("kernels/bundles").resolve(hash);
            if (!Files.isDirectory(made)) { make(made, bundle, kernel); }
            return new Bundle(made, hash);
        } catch (IOException e) {
            throw new MachineFault("cannot make a bundle with another kernel: blkunit.kernel=" + wanted + ": " + e
                    + ". Is there space in " + cache + ", and may it be written?", e);
        }
    }

    private static void check(KernelFiles kernel, String wanted) throws MachineFault {
        Path config = kernel.config();
        if (config == null) { return; } // the boot will tell
        try {
            List<String> missing = new KernelConfig(Files.readString(config)).missing();
            if (!missing.isEmpty()) {
                throw new MachineFault("the kernel cannot run tests: blkunit.kernel=" + wanted + ", release=" + kernel.release()
                        + ", it lacks "
                        + String.join(", ", missing) + ". Set these, as y or m, and build it again.");
            }
        } catch (IOException e) {
            throw new MachineFault("cannot read the kernel's configuration: " + e, e);
        }
    }

    private static void make(Path made, Bundle bundle, KernelFiles kernel) throws IOException {
        Path folder = Files.createDirectories(made.getParent());
        Path work = Files.createTempDirectory(folder, "unfinished-");
        try {
            link(bundle.qemu(), work.resolve("qemu"));
            link(bundle.rootImage(), work.resolve("root.img"));
            link(bundle.root().resolve("manifest.json"), work.resolve("manifest.json"));
            Path parts = Files.createDirectories(work.resolve("kernel"));
            Files.copy(kernel.image(), parts.resolve("vmlinux"));
            Path config = kernel.config();
            if (config != null) { Files.copy(config, parts.resolve("config")); }
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(parts.resolve("initramfs.img")))) {
                Files.copy(bundle.initramfs(), out);
                new ModuleArchive(kernel).write(out);
            }
            pad(parts.resolve("initramfs.img"));
            Files.move(work, made, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            if (!Files.isDirectory(made)) { throw e; } // otherwise somebody else made the same
            delete(work);
        } catch (IOException e) {
            delete(work);
            throw e;
        }
    }

    /** Another archive may follow only at a multiple of this. */
    private static void pad(Path archive) throws IOException {
        int over = (int) (Files.size(archive) % ALIGNMENT);
        if (over != 0) { Files.write(archive, new byte[ALIGNMENT - over], java.nio.file.StandardOpenOption.APPEND); }
    }

    private static void link(Path from, Path to) throws IOException {
        if (!Files.exists(from)) { return; }
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    linkFile(file, target);
                }
            }
        }
    }

    private static void linkFile(Path file, Path target) throws IOException {
        try {
            Files.createLink(target, file);
        } catch (UnsupportedOperationException | IOException e) {
            Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(java.util.Comparator.reverseOrder()).toList()) { Files.deleteIfExists(file); }
        }
    }

    /** Of the image's content, and of the modules' names, sizes and times: reading hundreds of files would cost more than it tells. */
    private static String hash(Bundle bundle, KernelFiles kernel) throws IOException {
        MessageDigest digest = DigestUtils.getSha256Digest();
        digest.update((bundle.hash() + "\n" + kernel.release() + "\n" + ModuleArchive.FORMAT + "\n").getBytes(
                StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(kernel.image()));
        for (ModuleOf module : kernel.modules()) {
            digest.update((module.path() + " " + Files.size(module.file()) + " " + Files.getLastModifiedTime(module.file())
                    + "\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
