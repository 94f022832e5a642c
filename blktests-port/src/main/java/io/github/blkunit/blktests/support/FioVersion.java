package io.github.blkunit.blktests.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blkunit.driver.Command;
import io.github.blkunit.driver.DriverException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which fio the machine has. */
public final class FioVersion {
    private static final Pattern FORM = Pattern.compile("fio-(\\d+)\\.(\\d+)");
    private static final Duration ASKING = Duration.ofSeconds(30);

    private FioVersion() {}

    /** Skips the test if fio is older. */
    public static void assumeAtLeast(int major, int minor) throws DriverException, InterruptedException {
        String said = Command.of("fio", "--version").runOrFail(ASKING).strip();
        assumeTrue(isAtLeast(major, minor, said), () -> "fio version too old: " + said + ", wanted " + major + "." + minor);
    }

    static boolean isAtLeast(int major, int minor, String said) {
        Matcher version = FORM.matcher(said);
        if (!version.lookingAt()) { return false; }
        int itsMajor = Integer.parseInt(version.group(1));
        return itsMajor > major || (itsMajor == major && Integer.parseInt(version.group(2)) >= minor);
    }
}
