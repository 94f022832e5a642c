package io.github.blkunit.driver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that is run to its end, with a deadline. No shell: arguments are passed as they are.
 *
 * @param arguments the program, then its arguments
 */
public record Command(List<String> arguments) {
    private static final Duration GRACE = Duration.ofSeconds(5);

    public Command { arguments = List.copyOf(arguments); }

    public static Command of(String... arguments) { return new Command(List.of(arguments)); }

    /**
     * How it ended.
     *
     * @param status exit status; 128 + N after signal N
     * @param text standard output and standard error, in the order of their arrival
     */
    public record Output(int status, String text) {
        /** Whether it said that all went well. */
        public boolean ok() { return status == 0; }
    }

    /**
     * Runs the program and returns its output, whatever its exit status.
     *
     * @throws IOException if it cannot be started or has not ended by the deadline (it is killed then)
     */
    public Output run(Duration deadline) throws IOException, InterruptedException {
        // A file instead of a pipe: a grandchild that keeps a pipe open would hold the reader up beyond the deadline.
        Path captured = Files.createTempFile("blkunit-command-", ".txt");
        try {
            Process process = new ProcessBuilder(arguments).redirectErrorStream(true).redirectOutput(captured.toFile())
                    .redirectInput(new java.io.File("/dev/null")).start();
            try {
                if (!process.waitFor(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new IOException("did not end in time: command=" + this + ", deadline=" + deadline + ", output so far: "
                            + read(captured));
                }
            } finally {
                end(process);
            }
            return new Output(process.exitValue(), read(captured));
        } finally {
            Files.deleteIfExists(captured);
        }
    }

    /**
     * Runs the program, which has to succeed.
     *
     * @return what it wrote
     * @throws DriverException if it cannot be started, fails or does not end in time
     */
    public String runOrFail(Duration deadline) throws DriverException, InterruptedException {
        Output output;
        try {
            output = run(deadline);
        } catch (IOException e) {
            throw new DriverException("cannot run '" + this + "': " + e.getMessage(), e);
        }
        if (!output.ok()) {
            throw new DriverException("'" + this + "' failed: status=" + output.status() + ", output: " + output.text().strip());
        }
        return output.text();
    }

    private static void end(Process process) {
        if (process.isAlive()) {
            process.destroyForcibly();
            Await.uninterruptibly(GRACE, () -> !process.isAlive());
        }
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** As one would type it. */
    @Override
    public String toString() { return String.join(" ", arguments); }
}
