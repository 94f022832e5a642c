package io.github.blkunit.engine;

import io.github.blkunit.kernellog.PatternFileException;
import io.github.blkunit.kernellog.Patterns;
import io.github.blkunit.vm.VmSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.junit.platform.engine.ConfigurationParameters;

/**
 * What the configuration parameters {@code blkunit.*} say; they fall back to system properties.
 *
 * @param vm what is asked of machines
 * @param start {@code blkunit.machines}: {@code clone} or {@code boot}
 * @param early {@code blkunit.early}: whether the next class's device is brought up while a class runs, if this host can hold two machines
 * @param testTimeout {@code blkunit.test.timeout}: a test that takes longer fails, and its machine is replaced
 * @param bootTimeout {@code blkunit.boot.timeout}: from the start of a machine to its agent's hello
 * @param silence {@code blkunit.silence.timeout}: a guest without a sign of life for so long is given up
 * @param cancelGrace {@code blkunit.cancel.grace}: how long a cancelled test may take to end by itself
 * @param stuckGrace {@code blkunit.stuck.grace}: how long a test may go on after the kernel reported a lockup, a stall or a hung task
 * @param artefacts {@code blkunit.artefacts}: where the files go
 * @param printOutput {@code blkunit.output}: whether the output of tests is printed here, too
 * @param vmcore {@code blkunit.vmcore}: whether the memory of a machine that died or hangs is kept, in {@code vmcore} among the files
 * @param patterns the harness's, and those of the files in {@code blkunit.kernel.patterns}, separated by commas
 */
record EngineSettings(VmSettings vm, MachineStart start, boolean early, Duration testTimeout, Duration bootTimeout,
        Duration silence,
        Duration cancelGrace,
        Duration stuckGrace, Path artefacts, boolean printOutput, boolean vmcore, Patterns patterns) {
    private static final Duration FOR_EVER = Duration.ofDays(7);

    /** @throws IllegalArgumentException if a value is none; the message names the parameter */
    static EngineSettings of(ConfigurationParameters parameters) {
        boolean vmcore = parameters.getBoolean("blkunit.vmcore").orElse(false);
        VmSettings given = VmSettings.from(parameters::get);
        VmSettings vm = vmcore ? given.withKernelArguments(VmCore.KERNEL_ARGUMENTS) : given;
        EngineSettings settings = new EngineSettings(
                vm,
                read(parameters, "blkunit.machines", EngineSettings::start).orElse(MachineStart.CLONE),
                parameters.getBoolean("blkunit.early").orElse(true) && !vm.debugging().isOn(),
                read(parameters, "blkunit.test.timeout", EngineSettings::duration).orElse(Duration.ofMinutes(5)),
                read(parameters, "blkunit.boot.timeout", EngineSettings::duration).orElse(Duration.ofMinutes(3)),
                read(parameters, "blkunit.silence.timeout", EngineSettings::duration).orElse(Duration.ofSeconds(30)),
                read(parameters, "blkunit.cancel.grace", EngineSettings::duration).orElse(Duration.ofSeconds(5)),
                read(parameters, "blkunit.stuck.grace", EngineSettings::duration).orElse(Duration.ofSeconds(20)),
                Path.of(parameters.get("blkunit.artefacts").orElse("target/blkunit")).toAbsolutePath(),
                parameters.getBoolean("blkunit.output").orElse(true), vmcore, patterns(parameters.get("blkunit.kernel.patterns")
                        .orElse(
                                "")));
        return vm.debugging().isOn() ? settings.patient() : settings;
    }

    /** With all the time in the world: what stands at a breakpoint is neither slow nor dead. */
    private EngineSettings patient() {
        return new EngineSettings(vm, start, early, FOR_EVER, bootTimeout, FOR_EVER, cancelGrace, FOR_EVER, artefacts,
                printOutput,
                vmcore, patterns);
    }

    private static Patterns patterns(String files) {
        try {
            Patterns patterns = Patterns.builtIn();
            for (String file : files.split(",", -1)) {
                if (!file.isBlank()) patterns = patterns.with(Path.of(file.strip()));
            }
            return patterns;
        } catch (PatternFileException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static <T> Optional<T> read(ConfigurationParameters parameters, String name, Function<String, T> form) {
        return parameters.get(name).map(text -> {
            try {
                return form.apply(text.strip());
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("configuration parameter " + name + "=" + text + ": " + e.getMessage(), e);
            }
        });
    }

    private static MachineStart start(String text) {
        return switch (text) {
            case "clone" -> MachineStart.CLONE;
            case "boot" -> MachineStart.BOOT;
            default -> throw new IllegalArgumentException("neither clone nor boot");
        };
    }

    /** Digits and a unit: ms, s, m or h; seconds without. */
    static Duration duration(String text) {
        String digits = text.replaceAll("[^0-9].*", "");
        if (digits.isEmpty()) throw new IllegalArgumentException("not a duration, write e.g. 90s or 5m");
        long count = Long.parseLong(digits);
        return switch (text.substring(digits.length()).strip()) {
            case "ms" -> Duration.ofMillis(count);
            case "", "s" -> Duration.ofSeconds(count);
            case "m", "min" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> throw new IllegalArgumentException("unknown unit, use ms, s, m or h");
        };
    }
}
