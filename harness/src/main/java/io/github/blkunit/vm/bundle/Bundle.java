package io.github.blkunit.vm.bundle;

import java.nio.file.Path;

/**
 * An unpacked bundle.
 *
 * @param root its folder: {@code qemu/}, {@code kernel/}, {@code root.img}
 * @param hash hash of its content, in hex
 */
public record Bundle(Path root, String hash) {

    /** QEMU with its loader, libraries and firmware. */
    public Path qemu() { return root.resolve("qemu"); }

    /** The kernel. */
    public Path kernel() { return root.resolve("kernel/vmlinuz"); }

    /** The initramfs; further cpio archives may be appended. */
    public Path initramfs() {
        return root.resolve("kernel/initramfs.img");
    }

    /** The read-only root file system image. */
    public Path rootImage() { return root.resolve("root.img"); }
}
