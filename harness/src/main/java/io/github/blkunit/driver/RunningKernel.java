package io.github.blkunit.driver;

import io.github.blkunit.SysfsFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The kernel that this runs on: its version and its configuration. */
public final class RunningKernel {
    private static final Pattern NUMBERS = Pattern.compile("[0-9]+");

    private RunningKernel() {}

    /** As {@code uname -r} says, such as {@code 7.2.12+deb13-amd64}. */
    public static String release() {
        return System.getProperty("os.version");
    }

    /**
     * Whether it is of this version or newer.
     *
     * @param version numbers with dots, such as {@code 6.11} or {@code 6.9.11}
     */
    public static boolean isAtLeast(String version) {
        return compare(release(), version) >= 0;
    }

    /** Compares as many numbers as the second has; what the first lacks counts as 0. */
    static int compare(String release, String version) {
        List<Integer> there = numbers(release);
        int place = 0;
        for (int wanted : numbers(version)) {
            int difference = Integer.compare(place < there.size() ? there.get(place) : 0, wanted);
            if (difference != 0) { return difference; }
            place++;
        }
        return 0;
    }

    private static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        Matcher matcher = NUMBERS.matcher(text.replaceFirst("[^0-9.].*", ""));
        while (matcher.find()) { numbers.add(Integer.valueOf(matcher.group())); }
        return numbers;
    }

    /**
     * Whether an option is built in or a module.
     *
     * @param option such as {@code CONFIG_FAIL_MAKE_REQUEST}
     * @throws DriverException if the machine does not have its kernel's configuration
     */
    public static boolean has(String option) throws DriverException {
        return configuration().lines().anyMatch(line -> line.equals(option + "=y") || line.equals(option + "=m"));
    }

    private static String configuration() throws DriverException {
        Path packed = Path.of("/proc/config.gz");
        List<Path> plain = List.of(Path.of("/lib/modules", release(), "config"), Path.of("/boot", "config-" + release()));
        try {
            for (Path file : plain) {
                if (Files.exists(file)) { return SysfsFile.read(file); }
            }
            if (Files.exists(packed)) {
                try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        } catch (IOException e) {
            throw new DriverException("cannot read the kernel's configuration: " + e.getMessage(), e);
        }
        throw new DriverException("the machine does not have its kernel's configuration: looked for " + packed + " and " + plain);
    }
}
