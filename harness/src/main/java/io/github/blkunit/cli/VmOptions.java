package io.github.blkunit.cli;

import io.github.blkunit.vm.VmSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options about the machine; what is not given comes from the system properties of the same meaning, then from the defaults. */
final class VmOptions {
    @Option(names = "--launcher", paramLabel = "NAME", description = "auto, container, process or none (blkunit.launcher)")
    private @Nullable String launcher;
    @Option(names = "--accel", paramLabel = "NAME", description = "auto, kvm or tcg (blkunit.accel)")
    private @Nullable String accelerator;
    @Option(names = "--cpus", paramLabel = "N", description = "virtual CPUs (blkunit.cpus)")
    private @Nullable String cpus;
    @Option(names = "--memory", paramLabel = "SIZE", description = "guest memory, e.g. 1G (blkunit.memory)")
    private @Nullable String memory;
    @Option(names = "--kernel", paramLabel = "KERNEL",
            description = "debian, a flavour such as instrumented, or a path: docs/kernels.md (blkunit.kernel)")
    private @Nullable String kernel;
    @Option(names = "--bundle", paramLabel = "PATH", description = "another VM bundle: a folder or file (blkunit.bundle)")
    private @Nullable String bundle;

    VmSettings settings() {
        Map<String, @Nullable String> given = new HashMap<>();
        given.put("blkunit.launcher", launcher);
        given.put("blkunit.accel", accelerator);
        given.put("blkunit.cpus", cpus);
        given.put("blkunit.memory", memory);
        given.put("blkunit.kernel", kernel);
        given.put("blkunit.bundle", bundle);
        return VmSettings.from(name -> Optional.ofNullable(given.get(name)).or(() -> Optional.ofNullable(System.getProperty(
                name))));
    }
}
