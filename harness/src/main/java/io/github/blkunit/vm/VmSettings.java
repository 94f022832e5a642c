package io.github.blkunit.vm;

import io.github.blkunit.ByteSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a user set about machines.
 *
 * @param launcher {@code auto}, {@code container}, {@code process} or {@code none}
 * @param accelerator {@code auto}, {@code kvm} or {@code tcg}
 * @param cpus virtual CPUs of every machine, if set
 * @param memory memory of every machine, if set
 * @param kernelArguments appended to the kernel's command line
 * @param kernel {@code debian} for the bundle's; else a flavour's name or the path of a kernel: docs/kernels.md
 * @param cache where the unpacked bundle and the results of probes are kept
 * @param bundle a bundle's folder or file instead of the one on the class path
 * @param debugging whether debuggers are to reach into machines, and where
 */
public record VmSettings(String launcher, String accelerator, OptionalInt cpus, Optional<ByteSize> memory,
        List<String> kernelArguments, String kernel, Path cache, Optional<Path> bundle, Debugging debugging) {
    private static final List<String> LAUNCHERS = List.of("auto", "container", "process", "none");
    private static final List<String> ACCELERATORS = List.of("auto", "kvm", "tcg");

    public VmSettings {
        kernelArguments = List.copyOf(kernelArguments);
        oneOf("blkunit.launcher", launcher, LAUNCHERS);
        oneOf("blkunit.accel", accelerator, ACCELERATORS);
        if (cpus.isPresent() && (cpus.getAsInt() < 1 || cpus.getAsInt() > 255)) {
            throw new IllegalArgumentException("not a number of CPUs: blkunit.cpus=" + cpus.getAsInt() + " (1 to 255)");
        }
    }

    /**
     * Reads {@code blkunit.launcher}, {@code blkunit.accel}, {@code blkunit.cpus}, {@code blkunit.memory},
     * {@code blkunit.kernel.arguments}, {@code blkunit.kernel}, {@code blkunit.cache},
     * {@code blkunit.bundle}, {@code blkunit.debug} and {@code blkunit.debug.kernel}; every one has a default.
     *
     * @param properties value of a property, if it is set
     * @throws IllegalArgumentException if a value cannot be used; the message names property, value and what is possible
     */
    public static VmSettings from(Function<String, Optional<String>> properties) {
        Function<String, Optional<String>> given = name -> properties.apply(name).map(String::strip)
                .filter(value -> !value.isEmpty());
        return new VmSettings(given.apply("blkunit.launcher").orElse("auto"), given.apply("blkunit.accel").orElse("auto"),
                given.apply("blkunit.cpus").map(VmSettings::cpuCount).orElse(OptionalInt.empty()),
                given.apply("blkunit.memory").map(VmSettings::memorySize),
                given.apply("blkunit.kernel.arguments").map(text -> List.of(text.split("\\s+"))).orElse(List.of()),
                given.apply("blkunit.kernel").orElse("debian"),
                given.apply("blkunit.cache").map(Path::of).orElseGet(VmSettings::defaultCache),
                given.apply("blkunit.bundle").map(Path::of), Debugging.from(given));
    }

    /** Guest memory: what the user set, else {@code otherwise}. */
    public ByteSize memoryOr(ByteSize otherwise) {
        return memory.orElse(otherwise);
    }

    /** These, and more words for the kernel's command line, which count before those of the user. */
    public VmSettings withKernelArguments(List<String> more) {
        List<String> all = Stream.concat(more.stream(), kernelArguments.stream()).toList();
        return new VmSettings(launcher, accelerator, cpus, memory, all, kernel, cache, bundle, debugging);
    }

    /** These, with memory for a guest that the user has said nothing about. */
    public VmSettings withMemoryIfUnset(ByteSize otherwise) {
        return new VmSettings(launcher, accelerator, cpus, Optional.of(memoryOr(otherwise)), kernelArguments, kernel, cache,
                bundle,
                debugging);
    }

    private static Path defaultCache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path caches = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return caches.resolve("blkunit");
    }

    private static OptionalInt cpuCount(String text) {
        try {
            return OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number of CPUs: blkunit.cpus=" + text + " (1 to 255)", e);
        }
    }

    private static ByteSize memorySize(String text) {
        try {
            return ByteSize.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not an amount of memory: blkunit.memory=" + text + " (e.g. 1G)", e);
        }
    }

    private static void oneOf(String property, String value, List<String> possible) {
        if (!possible.contains(value)) {
            throw new IllegalArgumentException(
                    "unknown value: " + property + "=" + value + " (use one of " + String.join(", ", possible) + ")");
        }
    }
}
