package io.github.blkunit.vm.bundle;

import io.github.blkunit.vm.MachineFault;
import java.nio.file.Path;

/**
 * An unpacked bundle. Nobody writes to it; any number of machines, processes and threads use it at once.
 *
 * @param root absolute path of the unpacked bundle: {@code qemu/}, {@code kernel/}, {@code root.img}, {@code doc/}
 * @param hash of all its content: equal hash, equal files
 */
public record Bundle(Path root, String hash) {

    /**
     * What is in it: versions, files.
     *
     * @throws MachineFault if the manifest in the bundle's directory cannot be read
     */
    public BundleManifest manifest() throws MachineFault {
        return new PackedBundle.InDirectory(root).manifest();
    }

    /**
     * QEMU with its loader {@code lib/ld-linux-x86-64.so.2} (the program to start), libraries {@code lib/} (for the loader's
     * {@code --library-path}), program {@code bin/qemu-system-x86_64} and firmware {@code share/} (for {@code -L}).
     */
    public Path qemu() {
        return root.resolve("qemu");
    }

    /** The kernel, for QEMU's {@code -kernel}. */
    public Path kernel() {
        return root.resolve("kernel/vmlinux");
    }

    /** The kernel's configuration file, as text. */
    public Path kernelConfig() {
        return root.resolve("kernel/config");
    }

    /** A cpio archive, not compressed; its length is a multiple of 512, so that another archive can follow it in one file. */
    public Path initramfs() {
        return root.resolve("kernel/initramfs.img");
    }

    /** The root file system's image, to be attached as a read-only raw disk. */
    public Path rootImage() {
        return root.resolve("root.img");
    }

    /** Licences and the list of source packages. */
    public Path documents() {
        return root.resolve("doc");
    }
}
