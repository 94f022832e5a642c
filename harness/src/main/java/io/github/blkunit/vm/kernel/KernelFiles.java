package io.github.blkunit.vm.kernel;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kernel to boot.
 *
 * @param image what QEMU starts: a bzImage, or a vmlinux with a PVH entry
 * @param release as {@code uname -r} will say, such as {@code 7.2.12-mine}; empty if it has no modules and nobody knows
 * @param config its configuration, if there is one beside it
 * @param modules module files and where they belong below {@code /lib/modules/RELEASE}
 */
record KernelFiles(Path image, String release, @Nullable Path config, List<ModuleOf> modules) {

    KernelFiles { modules = List.copyOf(modules); }

    /**
     * One file.
     *
     * @param path relative to {@code /lib/modules/RELEASE}, not compressed: {@code kernel/drivers/block/loop.ko}
     * @param file where it is, perhaps compressed
     */
    record ModuleOf(String path, Path file) {
        boolean isModule() { return path.endsWith(".ko"); }

        /** As {@code lsmod} shows it. */
        String name() {
            return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.ko$", "").replace('-', '_');
        }
    }
}
