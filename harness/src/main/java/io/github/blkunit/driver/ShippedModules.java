package io.github.blkunit.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The modules of a kernel that is not the bundle's: they come with the initramfs, and the root file system does not know them until they are linked to where
 * {@code modprobe} looks.
 */
final class ShippedModules {
    private static final Path SHIPPED = Path.of("/run/blkunit/modules");
    private static final Path PLACE = Path.of("/usr/lib/modules");
    private static final Duration INDEXING = Duration.ofSeconds(60);

    private ShippedModules() {}

    /** Links what was shipped and is not linked yet, and indexes it if it comes without an index. */
    static synchronized void link() throws DriverException, InterruptedException {
        if (!Files.isDirectory(SHIPPED)) { return; }
        try (Stream<Path> found = Files.list(SHIPPED)) {
            for (Path modules : found.toList()) {
                Path link = PLACE.resolve(modules.getFileName());
                if (Files.exists(link)) { continue; }
                Files.createSymbolicLink(link, modules);
                if (!Files.exists(modules.resolve("modules.dep.bin"))) {
                    new Command(List.of("depmod", modules.getFileName().toString())).runOrFail(INDEXING);
                }
            }
        } catch (IOException e) {
            throw new DriverException("cannot put the kernel's modules in their place: " + e, e);
        }
    }
}
