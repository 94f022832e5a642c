package io.github.blkunit.vm.kernel;

import io.github.blkunit.vm.kernel.KernelFiles.ModuleOf;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;
import org.tukaani.xz.XZInputStream;

/**
 * The cpio archive that gives the bundle's initramfs another kernel's modules: later files take the place of earlier ones. Holds the lists and files of
 * {@code /modules}, which the initramfs loads, and all modules below {@code /blkunit/modules/RELEASE}, from where the guest's init links them.
 */
final class ModuleArchive {
    /** Raised whenever another archive is made of the same modules. */
    static final int FORMAT = 2;
    /** As in the bundle: what the root file system needs, and what is loaded beside it. */
    private static final List<String> ROOT = List.of("virtio_pci", "virtio_blk", "erofs", "overlay");
    private static final List<String> OTHERS = List.of("virtio_console", "qemu_fw_cfg", "i6300esb", "configfs");
    /** The kernel's plain implementation of an algorithm, crc32c for one, is a module of this name; others want it by the algorithm's. */
    private static final String GENERIC = "_generic";
    /** What no block driver's test wants, and what makes a distribution's modules too large for a guest's memory. */
    private static final String UNWANTED =
            "kernel/(drivers/(gpu|net|media|usb|infiniband|staging|iio|hid|input|bluetooth|isdn|video|platform)|net|sound)/.*";

    private final Map<String, ModuleOf> byName;
    private final KernelFiles kernel;

    ModuleArchive(KernelFiles kernel) {
        this.kernel = kernel;
        this.byName = kernel.modules().stream().filter(ModuleOf::isModule)
                .collect(Collectors.toMap(ModuleOf::name, Function.identity(), (first, second) -> first));
    }

    void write(OutputStream out) throws IOException {
        CpioArchiveOutputStream cpio = new CpioArchiveOutputStream(out, CpioConstants.FORMAT_NEW);
        folder(cpio, "modules");
        Set<String> loaded = new LinkedHashSet<>();
        list(cpio, "modules/root", ROOT, loaded);
        list(cpio, "modules/others", OTHERS, loaded);
        folder(cpio, "blkunit");
        folder(cpio, "blkunit/modules");
        if (!kernel.release().isEmpty()) { modules(cpio, "blkunit/modules/" + kernel.release()); }
        cpio.finish();
    }

    private void modules(CpioArchiveOutputStream cpio, String top) throws IOException {
        folder(cpio, top);
        Set<String> folders = new LinkedHashSet<>();
        boolean compressed = kernel.modules().stream().anyMatch(module -> !module.file().toString().endsWith(module.path()));
        for (ModuleOf module : kernel.modules()) {
            if (module.path().matches(UNWANTED)) { continue; }
            if (compressed && module.path().matches("modules\\.(dep|alias|symbols).*")) { continue; }
            for (int slash = module.path().indexOf('/'); slash > 0; slash = module.path().indexOf('/', slash + 1)) {
                String folder = top + "/" + module.path().substring(0, slash);
                if (folders.add(folder)) { folder(cpio, folder); }
            }
            file(cpio, top + "/" + module.path(), content(module.file()));
        }
        Path config = kernel.config();
        if (config != null) { file(cpio, top + "/config", Files.readAllBytes(config)); }
    }

    /** Writes the modules and what they need, dependencies first; what is not a module is built in, or missed when the guest boots. */
    private void list(CpioArchiveOutputStream cpio, String list, List<String> wanted, Set<String> loaded) throws IOException {
        List<String> order = new ArrayList<>();
        for (String name : wanted) { put(cpio, name, order, loaded); }
        file(cpio, list, order.stream().map(name -> name + ".ko\n").collect(Collectors.joining()).getBytes(
                StandardCharsets.UTF_8));
    }

    private void put(CpioArchiveOutputStream cpio, String name, List<String> order, Set<String> loaded) throws IOException {
        ModuleOf module = byName.get(name);
        if (module == null || !loaded.add(name)) { return; }
        byte[] content = content(module.file());
        for (String dependency : ModuleInfo.dependencies(content)) { put(cpio, dependency, order, loaded); }
        for (String wish : ModuleInfo.wishes(content)) {
            put(cpio, byName.containsKey(wish) ? wish : wish + GENERIC, order, loaded);
        }
        file(cpio, "modules/" + name + ".ko", content);
        order.add(name);
    }

    private static byte[] content(Path file) throws IOException {
        try (InputStream packed = Files.newInputStream(file); InputStream plain = unpacked(file.toString(), packed)) {
            return plain.readAllBytes();
        }
    }

    private static InputStream unpacked(String name, InputStream packed) throws IOException {
        if (name.endsWith(".xz")) { return new XZInputStream(packed); }
        if (name.endsWith(".gz")) { return new GZIPInputStream(packed); }
        if (name.endsWith(".zst")) {
            throw new IOException("modules packed with zstd cannot be read here; unpack them: file=" + name);
        }
        return packed;
    }

    private static void folder(CpioArchiveOutputStream cpio, String name) throws IOException {
        CpioArchiveEntry entry = new CpioArchiveEntry(CpioConstants.FORMAT_NEW, name);
        entry.setMode(CpioConstants.C_ISDIR | 0755);
        entry.setNumberOfLinks(2);
        entry.setTime(0);
        cpio.putArchiveEntry(entry);
        cpio.closeArchiveEntry();
    }

    private static void file(CpioArchiveOutputStream cpio, String name, byte[] content) throws IOException {
        CpioArchiveEntry entry = new CpioArchiveEntry(CpioConstants.FORMAT_NEW, name);
        entry.setMode(CpioConstants.C_ISREG | 0644);
        entry.setSize(content.length);
        entry.setTime(0);
        cpio.putArchiveEntry(entry);
        cpio.write(content);
        cpio.closeArchiveEntry();
    }
}
