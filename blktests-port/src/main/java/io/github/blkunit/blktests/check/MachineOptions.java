package io.github.blkunit.blktests.check;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options about the machine; each is a JUnit configuration parameter of the engine. */
final class MachineOptions {
    @Option(names = "--launcher", paramLabel = "NAME",
            description = "auto, container, process, or none: this machine itself (blkunit.launcher)")
    private @Nullable String launcher;
    @Option(names = "--accel", paramLabel = "NAME", description = "auto, kvm or tcg (blkunit.accel)")
    private @Nullable String accelerator;
    @Option(names = "--kernel", paramLabel = "KERNEL",
            description = "debian, a flavour such as instrumented, or a path: docs/kernels.md (blkunit.kernel)")
    private @Nullable String kernel;
    @Option(names = "--memory", paramLabel = "SIZE", description = "guest memory, default 2G (blkunit.memory)")
    private @Nullable String memory;
    @Option(names = "-P", paramLabel = "KEY=VALUE",
            description = "any other configuration parameter, e.g. -P blkunit.test.timeout=10m")
    private Map<String, String> others = Map.of();

    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        put(parameters, "blkunit.launcher", launcher);
        put(parameters, "blkunit.kernel", kernel);
        put(parameters, "blkunit.accel", accelerator);
        put(parameters, "blkunit.memory", memory);
        parameters.putAll(others);
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) { parameters.put(name, value); }
    }
}
