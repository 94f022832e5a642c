package io.github.blkunit.vm.kernel;

import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.kernel.KernelFiles.ModuleOf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code blkunit.kernel} means: the name of a flavour that was built into the cache, a tree in which a kernel was built, a folder with an image and
 * {@code lib/modules/RELEASE} (what a flavour's folder is, too), or an image alone.
 */
final class KernelFinder {
    private static final List<String> IMAGES = List.of("bzImage", "vmlinuz", "vmlinux");
    private final Path flavours;

    /** @param cache blkunit's cache */
    KernelFinder(Path cache) { this.flavours = cache.resolve("kernels"); }

    KernelFiles find(String wanted) throws MachineFault {
        try {
            if (!wanted.contains("/")) { return flavour(wanted); }
            Path path = Path.of(wanted);
            if (Files.isRegularFile(path)) { return new KernelFiles(path, "", null, List.of()); }
            if (!Files.isDirectory(path)) { throw new MachineFault("there is no such kernel: blkunit.kernel=" + wanted); }
            return Files.exists(path.resolve("include/config/kernel.release")) ? buildTree(path) : folder(path);
        } catch (IOException e) {
            throw new MachineFault("cannot read the kernel's files: blkunit.kernel=" + wanted + ": " + e, e);
        }
    }

    private KernelFiles flavour(String name) throws MachineFault, IOException {
        Path folder = flavours.resolve(name);
        if (!Files.isDirectory(folder)) {
            throw new MachineFault("the kernel flavour has not been built: blkunit.kernel=" + name + ", looked in=" + folder
                    + ". Build it once: ./blkunit kernel " + name
                    + " (docs/kernels.md); a kernel of your own is named by its path, with a slash");
        }
        return folder(folder);
    }

    private static KernelFiles folder(Path folder) throws MachineFault, IOException {
        Path image = image(folder, IMAGES, "");
        Path all = folder.resolve("lib/modules");
        if (!Files.isDirectory(all)) { return new KernelFiles(image, "", existing(folder.resolve("config")), List.of()); }
        List<Path> releases;
        try (Stream<Path> found = Files.list(all)) {
            releases = found.filter(Files::isDirectory).toList();
        }
        if (releases.size() != 1) {
            throw new MachineFault("the kernel's folder must hold the modules of one release: folder=" + all + ", releases="
                    + releases);
        }
        Path release = releases.getFirst();
        List<ModuleOf> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(release)) {
            for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                add(files, release.relativize(file).toString(), file);
            }
        }
        Path config = Optional.ofNullable(existing(folder.resolve("config"))).orElse(existing(release.resolve("config")));
        return new KernelFiles(image, release.getFileName().toString(), config, files);
    }

    /** A kernel's source tree after {@code make}. */
    private static KernelFiles buildTree(Path tree) throws MachineFault, IOException {
        Path config = tree.resolve(".config");
        boolean pvh = Files.exists(config) && new KernelConfig(Files.readString(config)).has("CONFIG_PVH");
        // The smaller bzImage unpacks itself in the guest, which costs an emulated CPU a second.
        Path image = pvh && Files.exists(tree.resolve("vmlinux")) ? tree.resolve("vmlinux") : image(tree, IMAGES,
                "arch/x86/boot/");
        List<ModuleOf> modules = new ArrayList<>();
        Path order = tree.resolve("modules.order");
        if (Files.exists(order)) {
            for (String line : Files.readAllLines(order)) {
                String path = line.strip().replaceFirst("\\.o$", ".ko");
                if (Files.exists(tree.resolve(path))) {
                    add(modules, "kernel/" + path.replaceFirst("^kernel/", ""), tree.resolve(path));
                }
            }
        }
        for (String list : List.of("modules.builtin", "modules.builtin.modinfo")) {
            if (Files.exists(tree.resolve(list))) { add(modules, list, tree.resolve(list)); }
        }
        return new KernelFiles(image, Files.readString(tree.resolve("include/config/kernel.release")).strip(), existing(config),
                modules);
    }

    private static Path image(Path folder, List<String> names, String below) throws MachineFault {
        return names.stream().flatMap(name -> Stream.of(folder.resolve(below + name), folder.resolve(name))).filter(
                Files::isRegularFile).findFirst()
                .orElseThrow(() -> new MachineFault("no kernel image in the folder: folder=" + folder + ", looked for=" + names
                        + " (build it first, or name the image itself)"));
    }

    private static @Nullable Path existing(Path file) {
        return Files.exists(file) ? file : null;
    }

    private static void add(List<ModuleOf> files, String path, Path file) {
        // The index is made anew in the guest when modules were compressed: it names the files.
        String plain = path.replaceFirst("\\.(xz|gz|zst)$", "");
        if (plain.endsWith(".ko") || path.startsWith("modules.")) { files.add(new ModuleOf(plain, file)); }
    }
}
