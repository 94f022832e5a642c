package io.github.blkunit.fio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a figure was measured; a figure means little without it.
 *
 * @param kernel release of the running kernel
 * @param accelerator {@code tcg} or {@code kvm} where that is known
 */
public record Surroundings(String kernel, Optional<String> accelerator) {
    /** System property with the accelerator's name, for guests whose CPU does not betray it. */
    public static final String ACCELERATOR = "blkunit.guest.accelerator";

    private static final Path CPUS = Path.of("/proc/cpuinfo");

    /** Those of this machine. */
    public static Surroundings here() {
        String told = System.getProperty(ACCELERATOR, "");
        return new Surroundings(System.getProperty("os.version"), told.isBlank() ? guess() : Optional.of(told));
    }

    private static Optional<String> guess() {
        try {
            // Emulated CPUs carry the emulator's name as their model.
            return new String(Files.readAllBytes(CPUS), StandardCharsets.UTF_8).contains("QEMU TCG") ? Optional.of("tcg")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // a fact for messages only: without it they are one line shorter
        }
    }
}
