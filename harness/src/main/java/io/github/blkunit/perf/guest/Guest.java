package io.github.blkunit.perf.guest;

import io.github.blkunit.fio.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Facts about the machine that measures. */
final class Guest {
    private Guest() {}

    /**
     * What figures depend on.
     *
     * @param fio the program, {@code fio}
     * @throws IOException if it cannot be started: then nothing can be measured
     */
    static BootEvent.Started facts(String fio) throws IOException, InterruptedException {
        return new BootEvent.Started(Surroundings.here().kernel(), Surroundings.here().accelerator().orElse("unknown"), version(
                fio),
                Runtime.version().toString(), Runtime.getRuntime().availableProcessors(), cpuModel());
    }

    private static String version(String fio) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(fio, "--version").redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException("fio cannot be started, so nothing can be measured: is it in the machine's image? " + e
                    .getMessage(), e);
        }
        try (var reader = process.inputReader()) {
            String line = reader.readLine();
            process.waitFor();
            return line == null ? "unknown" : line.strip();
        }
    }

    private static String cpuModel() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name")).findFirst().map(line -> line.replaceFirst("[^:]*:\\s*",
                    "")).orElse("unknown");
        }
    }
}
