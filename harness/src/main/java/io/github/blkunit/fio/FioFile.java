package io.github.blkunit.fio;

import io.github.blkunit.Device;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A job file that exists already. The device under test is fio's {@code filename} unless the file sets one; a file may also write
 * <code>filename=${BLKUNIT_DEVICE}</code>. Options of the file win over all but those of {@link #option}.
 *
 * @param name for messages and file names
 * @param text the file
 * @param options set before the file is read
 * @param timeout the time after which fio is killed
 */
public record FioFile(String name, String text, Map<String, String> options, Duration timeout) {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    public FioFile { options = Map.copyOf(options); }

    /** A file of this machine. */
    public static FioFile at(Path file) throws IOException {
        return of(String.valueOf(file.getFileName()), Files.readString(file));
    }

    /**
     * A file on the class path, where a test's resources are, in the guest too.
     *
     * @param path from the root, such as {@code jobs/mixed.fio}
     * @throws IllegalArgumentException if there is none
     */
    public static FioFile resource(String path) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("no job file on the class path: " + path
                        + " (put it into src/test/resources)");
            }
            return of(path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the job file " + path, e);
        }
    }

    private static FioFile of(String name, String text) {
        return new FioFile(name.replaceFirst("\\.fio$", ""), text, Map.of(), TIMEOUT);
    }

    /** A default for an option that the file does not set. */
    public FioFile option(String option, String value) {
        Map<String, String> more = new LinkedHashMap<>(options);
        more.put(option, value);
        return new FioFile(name, text, more, timeout);
    }

    /** The time after which fio is killed; ten minutes unless set. */
    public FioFile timeout(Duration duration) {
        return new FioFile(name, text, options, Timing.positive("timeout", duration));
    }

    /**
     * Runs the file's jobs against a device and waits for their end.
     *
     * @throws FioException as {@link Fio#on}
     */
    public FioReport on(Device device) {
        try (FioRun run = startOn(device)) {
            return run.awaitReport();
        }
    }

    /** Starts the file's jobs against a device and returns at once. */
    public FioRun startOn(Device device) {
        return FioRun.start(plan(FioRun.artefact(name, ".fio", text)), List.of(device.path()));
    }

    FioPlan plan(Path copy) {
        List<String> arguments = new ArrayList<>();
        options.forEach((option, value) -> arguments.add("--" + option + "=" + value));
        arguments.add(copy.toString());
        // What the file itself uses is left to fio, whose words name the line.
        return new FioPlan(name, arguments, List.of(new FioPlan.UsedOptions("psync", List.copyOf(options.keySet()))), timeout,
                false);
    }
}
