package io.github.blkunit.vm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.bundle.Bundle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherKernelTest {
    private static final String GOOD = """
            CONFIG_VIRTIO_PCI=y
            CONFIG_VIRTIO_BLK=m
            CONFIG_VIRTIO_CONSOLE=y
            CONFIG_SERIAL_8250_CONSOLE=y
            CONFIG_BLK_DEV_INITRD=y
            CONFIG_DEVTMPFS=y
            CONFIG_TMPFS=y
            CONFIG_EROFS_FS=m
            CONFIG_OVERLAY_FS=m
            CONFIG_FW_CFG_SYSFS=m
            CONFIG_UNIX=y
            CONFIG_FUTEX=y
            CONFIG_EPOLL=y
            CONFIG_PVH=y
            """;

    @TempDir
    Path temporary;

    private Bundle bundle;
    private OtherKernel other;

    @BeforeEach
    void a_bundle() throws IOException {
        Path root = temporary.resolve("bundle");
        put(root.resolve("qemu/bin/qemu"), "qemu");
        put(root.resolve("root.img"), "root");
        put(root.resolve("manifest.json"), "{}");
        put(root.resolve("kernel/vmlinux"), "debian");
        put(root.resolve("kernel/initramfs.img"), "I".repeat(512));
        bundle = new Bundle(root, "abc");
        other = new OtherKernel(temporary.resolve("cache"));
    }

    @Test
    void the_usual_kernel_is_the_bundle_itself() throws MachineFault {
        assertThat(other.in(bundle, "debian")).isSameAs(bundle);
    }

    @Test
    void a_folder_with_image_and_modules_becomes_a_bundle_of_its_own() throws Exception {
        Path folder = folder(GOOD);
        Bundle made = other.in(bundle, folder.toString());
        assertThat(made.hash()).isNotEqualTo(bundle.hash());
        assertThat(made.kernel()).hasContent("mine");
        assertThat(made.rootImage()).hasContent("root");
        assertThat(made.qemu().resolve("bin/qemu")).hasContent("qemu");
        assertThat(Files.size(made.initramfs()) % 512).isZero();
        assertThat(names(made.initramfs())).contains("modules/erofs.ko", "modules/netfs.ko",
                "blkunit/modules/7.9/kernel/fs/erofs/erofs.ko",
                "blkunit/modules/7.9/config").doesNotContain("blkunit/modules/7.9/kernel/net/tipc.ko");
    }

    @Test
    void what_the_root_needs_is_loaded_after_what_that_needs() throws Exception {
        Bundle made = other.in(bundle, folder(GOOD).toString());
        assertThat(content(made.initramfs(), "modules/root")).isEqualTo(
                "crc32c_generic.ko\ncrypto_there.ko\nnetfs.ko\nerofs.ko\n");
    }

    @Test
    void the_same_kernel_is_made_once_and_a_changed_one_anew() throws Exception {
        Path folder = folder(GOOD);
        Bundle first = other.in(bundle, folder.toString());
        assertThat(other.in(bundle, folder.toString())).isEqualTo(first);
        put(folder.resolve("vmlinux"), "changed");
        assertThat(other.in(bundle, folder.toString()).hash()).isNotEqualTo(first.hash());
    }

    @Test
    void a_build_tree_is_known_by_its_release() throws Exception {
        Path tree = temporary.resolve("tree");
        put(tree.resolve("include/config/kernel.release"), "7.9-mine\n");
        put(tree.resolve(".config"), GOOD.replace("CONFIG_PVH=y", ""));
        put(tree.resolve("vmlinux"), "without a PVH entry");
        put(tree.resolve("arch/x86/boot/bzImage"), "packed");
        put(tree.resolve("drivers/block/mine.ko"), "\0depends=\0");
        put(tree.resolve("modules.order"), "drivers/block/mine.o\ndrivers/block/absent.o\n");
        Bundle made = other.in(bundle, tree.toString());
        assertThat(made.kernel()).hasContent("packed");
        assertThat(names(made.initramfs())).contains("blkunit/modules/7.9-mine/kernel/drivers/block/mine.ko");
    }

    @Test
    void a_kernel_that_cannot_boot_the_machine_is_refused_in_words() throws IOException {
        Path folder = folder(GOOD.replace("CONFIG_EROFS_FS=m", "# CONFIG_EROFS_FS is not set"));
        assertThatExceptionOfType(MachineFault.class).isThrownBy(() -> other.in(bundle, folder.toString()))
                .withMessageContainingAll("it lacks CONFIG_EROFS_FS (the root file system)", "release=7.9", "build it again");
    }

    @Test
    void a_flavour_that_was_not_built_says_how() {
        assertThatExceptionOfType(MachineFault.class).isThrownBy(() -> other.in(bundle, "instrumented"))
                .withMessageContaining("./blkunit kernel instrumented");
    }

    @Test
    void a_path_without_a_kernel_is_named() throws IOException {
        Path empty = Files.createDirectories(temporary.resolve("empty"));
        assertThatExceptionOfType(MachineFault.class).isThrownBy(() -> other.in(bundle, empty.toString())).withMessageContaining(
                "no kernel image");
        assertThatExceptionOfType(MachineFault.class).isThrownBy(() -> other.in(bundle, "/no/such/kernel")).withMessageContaining(
                "/no/such/kernel");
    }

    private Path folder(String config) throws IOException {
        Path folder = temporary.resolve("mine");
        Path modules = folder.resolve("lib/modules/7.9");
        put(folder.resolve("vmlinux"), "mine");
        put(folder.resolve("config"), config);
        put(modules.resolve("kernel/fs/erofs/erofs.ko"), "\0license=GPL\0depends=netfs\0name=erofs\0");
        put(modules.resolve("kernel/fs/netfs/netfs.ko"), "\0softdep=post: tipc pre: crc32c crypto-there\0depends=\0");
        put(modules.resolve("kernel/crypto/crc32c_generic.ko"), "\0alias=crc32c\0depends=\0");
        put(modules.resolve("kernel/crypto/crypto-there.ko"), "\0depends=\0");
        put(modules.resolve("kernel/net/tipc.ko"), "\0depends=\0");
        put(modules.resolve("modules.dep"), "");
        return folder;
    }

    private static void put(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static List<String> names(Path initramfs) throws IOException {
        List<String> names = new ArrayList<>();
        try (CpioArchiveInputStream cpio = appended(initramfs)) {
            for (CpioArchiveEntry entry = cpio.getNextEntry(); entry != null; entry = cpio.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    private static String content(Path initramfs, String name) throws IOException {
        try (CpioArchiveInputStream cpio = appended(initramfs)) {
            for (CpioArchiveEntry entry = cpio.getNextEntry(); entry != null; entry = cpio.getNextEntry()) {
                if (entry.getName().equals(name)) { return new String(cpio.readAllBytes(), StandardCharsets.UTF_8); }
            }
        }
        throw new AssertionError("not in the archive: " + name);
    }

    private static CpioArchiveInputStream appended(Path initramfs) throws IOException {
        byte[] all = Files.readAllBytes(initramfs);
        return new CpioArchiveInputStream(new ByteArrayInputStream(Arrays.copyOfRange(all, 512, all.length)));
    }
}
