package io.github.blkunit.engine;

import io.github.blkunit.vm.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The memory of a machine that died or hangs, kept for crash or drgn. */
final class VmCore {
    /** The kernel stays where it panicked, instead of taking its memory along. */
    static final List<String> KERNEL_ARGUMENTS = List.of("panic=0");

    private VmCore() {}

    /**
     * Writes it.
     *
     * @param file its folder is made
     * @return for people: where it is, or why it is not there
     */
    static String of(Machine machine, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (!machine.dumpMemory(file)) {
                return "The memory was not kept: only QEMU as a process of this host can write it (-Dblkunit.launcher=process).\n";
            }
            return file + ", " + (Files.size(file) >> 20) + " MiB: with the kernel's vmlinux, with symbols, crash VMLINUX " + file
                    + "\nor drgn -c " + file + " -s VMLINUX. Debian's is in the package linux-image-RELEASE-dbg.\n";
        } catch (IOException e) {
            return "The memory was not kept: file=" + file + ": " + e.getMessage() + "\n";
        }
    }
}
