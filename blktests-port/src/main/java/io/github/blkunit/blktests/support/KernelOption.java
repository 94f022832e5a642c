package io.github.blkunit.blktests.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * What the running kernel was built with: from its configuration file where there is one, otherwise by the traces that an
 * option leaves in the running system.
 */
final class KernelOption {
    private static final Path PROC = Path.of("/proc/config.gz");
    private static final Map<String, List<String>> TRACES = Map.of("BLK_DEV_INTEGRITY", List.of("/sys/block/*/integrity"),
            "BLK_DEV_SD", List.of("/sys/module/sd_mod", "/lib/modules/" + release() + "/kernel/drivers/scsi/sd_mod.ko*"),
            "BLK_ERROR_INJECTION", List.of("/sys/kernel/debug/block/*/error_injection"),
            "IO_URING", List.of("/proc/sys/kernel/io_uring_disabled"),
            "PROC_PAGE_MONITOR", List.of("/proc/kpageflags"));

    private KernelOption() {}

    /** Why a test that needs the option cannot run, or nothing if it can. */
    static Optional<String> obstacle(String option) {
        try {
            Optional<String> config = config();
            if (config.isPresent()) {
                return isSet(option, config.get()) ? Optional.empty() : Optional.of("kernel option " + option + " is not set");
            }
            List<String> traces = TRACES.get(option);
            if (traces == null) {
                return Optional.of("kernel option " + option + " is unknown: no " + PROC + ", /boot/config-" + release()
                        + " or /lib/modules/" + release() + "/config");
            }
            for (String trace : traces) { if (exists(trace)) { return Optional.empty(); } }
            return Optional.of("kernel option " + option + " is not set: there is no " + String.join(" or ", traces));
        } catch (IOException e) {
            return Optional.of("kernel option " + option + " is unknown: " + e);
        }
    }

    /** Built in or as a module. */
    static boolean isSet(String option, String config) {
        return config.lines().anyMatch(line -> line.equals("CONFIG_" + option + "=y") || line.equals("CONFIG_" + option + "=m"));
    }

    private static Optional<String> config() throws IOException {
        if (Files.isReadable(PROC)) {
            try (InputStream packed = new GZIPInputStream(Files.newInputStream(PROC))) {
                return Optional.of(new String(packed.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        for (Path file : List.of(Path.of("/boot/config-" + release()), Path.of("/lib/modules", release(), "config"))) {
            if (Files.isReadable(file)) { return Optional.of(Files.readString(file)); }
        }
        return Optional.empty();
    }

    /** A path with at most one element that is a pattern. */
    private static boolean exists(String pattern) throws IOException {
        int star = pattern.indexOf('*');
        if (star < 0) { return Files.exists(Path.of(pattern)); }
        int from = pattern.lastIndexOf('/', star);
        int end = pattern.indexOf('/', star);
        String element = pattern.substring(from + 1, end < 0 ? pattern.length() : end);
        Path folder = Path.of(pattern.substring(0, from));
        String below = end < 0 ? "" : pattern.substring(end + 1);
        return Folders.entries(folder, element).stream().anyMatch(entry -> Files.exists(entry.resolve(below)));
    }

    private static String release() { return System.getProperty("os.version"); }
}
