package io.github.blkunit.vm.kernel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A kernel's configuration: which options are set, and whether they will do for a machine. */
final class KernelConfig {
    /** What the machine needs of any kernel, and for what. */
    private static final Map<String, String> NEEDED = new LinkedHashMap<>();
    static {
        NEEDED.put("CONFIG_VIRTIO_PCI", "its devices");
        NEEDED.put("CONFIG_VIRTIO_BLK", "the root disk");
        NEEDED.put("CONFIG_VIRTIO_CONSOLE", "the channel to the tests");
        NEEDED.put("CONFIG_SERIAL_8250_CONSOLE", "the console");
        NEEDED.put("CONFIG_BLK_DEV_INITRD", "the initramfs");
        NEEDED.put("CONFIG_DEVTMPFS", "device nodes");
        NEEDED.put("CONFIG_TMPFS", "whatever is written");
        NEEDED.put("CONFIG_EROFS_FS", "the root file system");
        NEEDED.put("CONFIG_OVERLAY_FS", "the root file system");
        NEEDED.put("CONFIG_FW_CFG_SYSFS", "the secret of the run");
        NEEDED.put("CONFIG_UNIX", "udev");
        NEEDED.put("CONFIG_FUTEX", "Java");
        NEEDED.put("CONFIG_EPOLL", "Java and udev");
    }

    private final Set<String> set = new HashSet<>();

    KernelConfig(String text) {
        for (String line : text.lines().toList()) {
            if (line.startsWith("CONFIG_") && (line.endsWith("=y") || line.endsWith("=m"))) {
                set.add(line.substring(0, line.indexOf('=')));
            }
        }
    }

    /** Whether the option is built in or a module. */
    boolean has(String option) {
        return set.contains(option);
    }

    /** What the machine needs and this kernel has not, in words; empty if it will do. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        NEEDED.forEach((option, purpose) -> {
            if (!has(option)) { missing.add(option + " (" + purpose + ")"); }
        });
        return missing;
    }
}
