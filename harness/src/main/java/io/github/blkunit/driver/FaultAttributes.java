package io.github.blkunit.driver;

import java.nio.file.Files;
import java.nio.file.Path;
import io.github.blkunit.SysfsFile;
import java.io.IOException;

/**
 * How often the kernel's fault injection strikes (Documentation/fault-injection/fault-injection.rst).
 *
 * @param probability in percent of the candidates, 0 to 100
 * @param interval only every n-th candidate, at least 1
 * @param times how often at most; -1 without end
 * @param space how much (bytes or requests) goes by before the first, at least 0
 */
public record FaultAttributes(int probability, int interval, int times, int space) {

    public FaultAttributes {
        if (probability < 0 || probability > 100 || interval < 1 || times < -1 || space < 0) {
            throw new IllegalArgumentException("not a fault: probability=" + probability + " (0 to 100), interval=" + interval
                    + " (at least 1), times=" + times + " (at least -1), space=" + space + " (at least 0)");
        }
    }

    /** Every candidate, without end. */
    public static FaultAttributes always() {
        return new FaultAttributes(100, 1, -1, 0);
    }

    /** The first {@code times} candidates. */
    public static FaultAttributes first(int times) {
        return new FaultAttributes(100, 1, times, 0);
    }

    /** Each candidate with this probability in percent. */
    public static FaultAttributes percent(int probability) {
        return new FaultAttributes(probability, 1, -1, 0);
    }

    /** The same, for every n-th candidate only. */
    public FaultAttributes every(int candidates) {
        return new FaultAttributes(probability, candidates, times, space);
    }

    /**
     * Writes them to a folder of debugfs or configfs that has the files {@code probability}, {@code interval}, {@code times} and {@code space}, such as
     * {@code /sys/kernel/debug/fail_make_request}.
     *
     * @throws DriverException if the kernel has no such folder, or refuses a value
     */
    public void writeTo(Path folder) throws DriverException {
        if (!Files.isDirectory(folder)) {
            throw new DriverException("the kernel has no such fault injection: folder=" + folder + ", kernel=" + System
                    .getProperty("os.version")
                    + " (the instrumented kernel has it: -Dblkunit.kernel=instrumented)");
        }
        try {
            SysfsFile.write(folder.resolve("interval"), Integer.toString(interval));
            SysfsFile.write(folder.resolve("times"), Integer.toString(times));
            SysfsFile.write(folder.resolve("space"), Integer.toString(space));
            SysfsFile.write(folder.resolve("probability"), Integer.toString(probability));
        } catch (IOException e) {
            throw new DriverException("fault injection refuses " + this + ": " + e.getMessage(), e);
        }
    }

    /** As the module parameter form, {@code interval,probability,space,times}. */
    String asParameter() {
        return interval + "," + probability + "," + space + "," + times;
    }

    Attributes on(Attributes disk, String group) {
        return disk.with(group + "/interval", interval).with(group + "/times", times).with(group + "/space", space)
                .with(group + "/probability", probability);
    }
}
