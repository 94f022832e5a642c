package io.github.blkunit.blktests.check;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How one run of a test ended.
 *
 * @param test which
 * @param device kernel's name of the device it was given, {@code nodev} if it brings its own
 * @param condition what distinguishes it from other runs of the same test, such as {@code zoned}; empty if nothing
 * @param verdict how it ended
 * @param reason why it failed or was not run, several lines possible; empty if it passed
 * @param runtime measured by the host
 * @param fields what else the test reported
 */
record Result(PortedTest test, String device, String condition, Verdict verdict, String reason, Duration runtime,
        Map<String, String> fields) {
    /** Folder of the results of tests that bring their own devices. */
    static final String NO_DEVICE = "nodev";

    Result { fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields)); }

    /** The folder of its results: the device, then the condition. */
    String folder() {
        String name = device.replaceFirst("^/dev/", "").replace('/', '_');
        return condition.isEmpty() ? name : name + "_" + condition.replaceAll("[ =/]", "_");
    }

    /** Upstream's head line, without the verdict. */
    String head() {
        return test.id() + (test.givenDevice() ? " => " + device : "") + (condition.isEmpty() ? "" : " (" + condition + ")")
                + " ("
                + test.description() + ")";
    }
}
