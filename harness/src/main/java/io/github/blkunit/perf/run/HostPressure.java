package io.github.blkunit.perf.run;

import static java.util.Locale.ROOT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long tasks of this host have waited for a CPU, from {@code /proc/pressure/cpu}. An emulated guest cannot know that the host takes CPU
 * time away from it; the host does.
 *
 * @param stalledMicros time since boot in which some task was kept waiting
 * @param atNanos of {@link System#nanoTime}
 */
record HostPressure(long stalledMicros, long atNanos) {
    private static final Path FILE = Path.of("/proc/pressure/cpu");
    private static final Pattern SOME = Pattern.compile("^some .* total=(\\d+)", Pattern.MULTILINE);
    /** QEMU's own threads wait for each other now and then. */
    private static final double QUIET = 0.25;

    /** Empty where the kernel does not tell. */
    static Optional<HostPressure> now() throws IOException {
        return Files.isReadable(FILE) ? parse(Files.readString(FILE), System.nanoTime()) : Optional.empty();
    }

    static Optional<HostPressure> parse(String text, long nanos) {
        Matcher some = SOME.matcher(text);
        return some.find() ? Optional.of(new HostPressure(Long.parseLong(some.group(1)), nanos)) : Optional.empty();
    }

    /** The share of the time since in which somebody waited, 0 to 1. */
    double since(HostPressure earlier) {
        double passed = (atNanos - earlier.atNanos) / 1e3;
        return passed <= 0 ? 0 : Math.min(1, (stalledMicros - earlier.stalledMicros) / passed);
    }

    /** What a reader of the figures should know; empty if the host was quiet. */
    Optional<String> note(HostPressure earlier) {
        double share = since(earlier);
        return share <= QUIET ? Optional.empty() : Optional.of(String.format(ROOT,
                "the host was busy: tasks waited for a CPU in %.0f %% of the time. Pairs see that on both sides, but they scatter more",
                100 * share));
    }
}
