package io.github.blkunit.fio;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.TimeScale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fio job, not yet run. Immutable: every method returns a changed copy.
 *
 * <p>Unless told otherwise a job uses {@code io_uring} and direct I/O, runs its copies as threads of one process and reports
 * them together. Values are fio's own; an option that has no method here is given with {@link #option}.
 *
 * <pre>{@code
 * assertThat(Fio.randread("4k").iodepth(64).numjobs(4).runtime(ofSeconds(10)).on(device)).iops().isGreaterThan(10_000);
 * }</pre>
 */
public final class Fio {
    private static final Duration SLACK = Duration.ofSeconds(60);
    private static final Duration WITHOUT_RUNTIME = Duration.ofMinutes(10);

    private final Map<String, String> options;
    private final @Nullable Duration runtime;
    private final @Nullable Duration timeout;
    private final boolean toleratesErrors;

    private Fio(Map<String, String> options, @Nullable Duration runtime, @Nullable Duration timeout, boolean toleratesErrors) {
        this.options = options;
        this.runtime = runtime;
        this.timeout = timeout;
        this.toleratesErrors = toleratesErrors;
    }

    /** Reads at random places; block size as fio takes it, such as {@code 4k}. */
    public static Fio randread(String blockSize) {
        return job("randread", blockSize);
    }

    /** Reads from the start to the end. */
    public static Fio read(String blockSize) { return job("read", blockSize); }

    /** Writes at random places. */
    public static Fio randwrite(String blockSize) { return job("randwrite", blockSize); }

    /** Writes from the start to the end. */
    public static Fio write(String blockSize) { return job("write", blockSize); }

    /** Reads and writes at random places, half and half. */
    public static Fio randrw(String blockSize) {
        return job("randrw", blockSize);
    }

    /** Discards at random places; the block size may be a range, such as {@code 4k-4g}. */
    public static Fio randtrim(String blockSize) {
        return job("randtrim", blockSize);
    }

    private static Fio job(String rw, String blockSize) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("name", rw);
        options.put("rw", rw);
        options.put(blockSize.contains("-") ? "bsrange" : "bs", blockSize);
        options.put("ioengine", "io_uring");
        options.put("direct", "1");
        return new Fio(options, null, null, false);
    }

    /** The job's name in results and messages; the kind of I/O unless set. */
    public Fio named(String name) {
        return option("name", name);
    }

    /** Requests kept in flight per copy of the job, at least 1. Only asynchronous engines keep more than one. */
    public Fio iodepth(int depth) {
        return option("iodepth", atLeastOne("iodepth", depth));
    }

    /** Copies of the job that run at once, at least 1. */
    public Fio numjobs(int copies) {
        return option("numjobs", atLeastOne("numjobs", copies));
    }

    /** Bytes that each copy goes over; the whole device unless set. */
    public Fio size(ByteSize size) {
        return option("size", Long.toString(size.bytes()));
    }

    /** Requests that each copy makes at most, at least 1. */
    public Fio requests(int count) {
        return option("number_ios", atLeastOne("number_ios", count));
    }

    /** Runs for this long whatever the size, starting over when through. Scaled by {@link TimeScale}. */
    public Fio runtime(Duration duration) {
        return option("time_based", "1").withRuntime(positive("runtime", duration));
    }

    /** Ends when through, or after this time at the latest. Scaled by {@link TimeScale}. */
    public Fio atMost(Duration duration) {
        return without("time_based").withRuntime(positive("atMost", duration));
    }

    /** The way of doing I/O, such as {@code libaio} or {@code sync}. */
    public Fio ioengine(String engine) {
        return option("ioengine", engine);
    }

    /** Goes through the page cache instead of past it. */
    public Fio buffered() { return option("direct", "0"); }

    /** Random places may come twice and others never; needs no map of the device in memory. */
    public Fio norandommap() {
        return option("norandommap", "1");
    }

    /**
     * Goes on after failed requests and returns a result that counts them, instead of failing. For tests of drivers that are
     * meant to fail.
     */
    public Fio toleratingErrors() {
        return new Fio(option("continue_on_error", "all").options, runtime, timeout, true);
    }

    /** The time after which fio is killed; unless set, the run time and a minute, or ten minutes for jobs without one. */
    public Fio timeout(Duration duration) {
        return new Fio(options, runtime, positive("timeout", duration), toleratesErrors);
    }

    /**
     * Any option of fio's.
     *
     * @param option its name, without dashes
     * @param value its value; {@code 1} for an option that is a switch
     */
    public Fio option(String option, String value) {
        if (!option.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("not an option of fio's: '" + option + "'");
        }
        Map<String, String> changed = new LinkedHashMap<>(options);
        changed.put(option, value);
        return new Fio(changed, runtime, timeout, toleratesErrors);
    }

    /**
     * Runs the job against a device and waits for its end.
     *
     * @throws FioException if fio is missing, fails, meets a device error, does not end in time or reports nothing readable
     */
    public FioResult on(Device device) {
        try (FioRun run = start(device.path())) {
            return run.await();
        }
    }

    /** Starts the job against a device and returns at once; for tests that do something else meanwhile. */
    public FioRun startOn(Device device) {
        return start(device.path());
    }

    /**
     * Starts one such job per device, all in one fio, and returns at once. They are reported together.
     *
     * @param devices at least one
     */
    public FioRun startOnEach(List<Device> devices) {
        if (devices.isEmpty()) { throw new IllegalArgumentException("no device to run on"); }
        return FioRun.start(this, devices.stream().map(Device::path).toList());
    }

    FioRun start(Path target) { return FioRun.start(this, List.of(target)); }

    String name() { return options.getOrDefault("name", "job"); }

    boolean toleratesErrors() { return toleratesErrors; }

    Duration deadline() {
        if (timeout != null) { return TimeScale.deadline(timeout); }
        return runtime == null ? TimeScale.deadline(WITHOUT_RUNTIME) : TimeScale.scale(runtime).plus(TimeScale.deadline(SLACK));
    }

    List<String> command(Path target, Path json) { return command(List.of(target), json); }

    List<String> command(List<Path> targets, Path json) {
        List<String> command = new ArrayList<>(List.of("fio"));
        for (Path target : targets) { // every name begins a job of its own
            options.forEach((name, value) -> command.add("--" + name + "=" + value));
            if (runtime != null) { command.add("--runtime=" + TimeScale.scale(runtime).toMillis() + "ms"); }
            command.addAll(List.of("--filename=" + target.toString().replace(":", "\\:"), "--thread=1", "--group_reporting=1"));
        }
        command.addAll(List.of("--output-format=json", "--output=" + json, "--eta=always", "--eta-newline=1"));
        return command;
    }

    private Fio withRuntime(Duration duration) { return new Fio(options, duration, timeout, toleratesErrors); }

    private Fio without(String option) {
        Map<String, String> changed = new LinkedHashMap<>(options);
        changed.remove(option);
        return new Fio(changed, runtime, timeout, toleratesErrors);
    }

    private static String atLeastOne(String option, int value) {
        if (value < 1) { throw new IllegalArgumentException(option + " must be at least 1: " + option + "=" + value); }
        return Integer.toString(value);
    }

    private static Duration positive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " must be longer than nothing: " + what + "=" + duration);
        }
        return duration;
    }
}
