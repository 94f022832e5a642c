package io.github.blkunit.fio;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.TimeScale;
import io.github.blkunit.fio.FioPlan.UsedOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A fio job, not yet run. Immutable: every method returns a changed copy.
 *
 * <p>Unless told otherwise a job uses {@code io_uring} and direct I/O and runs its copies as threads of one process. What takes more
 * than one option is a {@link JobPart}; an option that has no method here is given with {@link #option}. Every option is looked up in
 * the installed fio's own list before it starts, so a misspelt or vanished one is an error that names fio's version.
 *
 * <pre>{@code
 * assertThat(Fio.randread("4k").iodepth(64).numjobs(4).runtime(ofSeconds(10)).on(device)).iops().isGreaterThan(10_000);
 * }</pre>
 *
 * <p>Several jobs at once or one after the other: {@link #together}. An existing job file: {@link FioFile}.
 */
public final class Fio {
    private final Map<String, String> options;
    private final Timing timing;
    private final boolean toleratesErrors;

    private Fio(Map<String, String> options, Timing timing, boolean toleratesErrors) {
        this.options = options;
        this.timing = timing;
        this.toleratesErrors = toleratesErrors;
    }

    /** Reads at random places; block size as fio takes it, such as {@code 4k}. */
    public static Fio randread(String blockSize) {
        return job(Pattern.RANDREAD, blockSize);
    }

    /** Reads from the start to the end. */
    public static Fio read(String blockSize) { return job(Pattern.READ, blockSize); }

    /** Writes at random places. */
    public static Fio randwrite(String blockSize) { return job(Pattern.RANDWRITE, blockSize); }

    /** Writes from the start to the end. */
    public static Fio write(String blockSize) { return job(Pattern.WRITE, blockSize); }

    /** Reads and writes at random places, half and half unless {@link Mix} says otherwise. */
    public static Fio randrw(String blockSize) {
        return job(Pattern.RANDRW, blockSize);
    }

    /** Discards at random places; the block size may be a range, such as {@code 4k-4g}. */
    public static Fio randtrim(String blockSize) {
        return job(Pattern.RANDTRIM, blockSize);
    }

    /** A job of any pattern; block size as fio takes it, such as {@code 4k}, or a range, such as {@code 4k-64k}. */
    public static Fio job(Pattern pattern, String blockSize) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("name", pattern.key());
        options.put("rw", pattern.key());
        options.put(blockSize.contains("-") ? "bsrange" : "bs", blockSize);
        options.put("ioengine", Engine.IO_URING.key());
        options.put("direct", "1");
        return new Fio(options, Timing.UNTIL_THROUGH, false);
    }

    /** Jobs that run at the same time; their names must differ. */
    public static FioJobs together(Fio first, Fio... others) {
        return FioJobs.of(first, others);
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

    /** Where on the device each copy starts; its beginning unless set. */
    public Fio offset(ByteSize offset) {
        return option("offset", Long.toString(offset.bytes()));
    }

    /** Requests that each copy makes at most, at least 1. */
    public Fio requests(int count) {
        return option("number_ios", atLeastOne("number_ios", count));
    }

    /** Runs for this long whatever the size, starting over when through. Scaled by {@link TimeScale}. */
    public Fio runtime(Duration duration) {
        return option("time_based", "1").with(timing.runtime(duration));
    }

    /** Ends when through, or after this time at the latest. Scaled by {@link TimeScale}. */
    public Fio atMost(Duration duration) {
        Map<String, String> changed = new LinkedHashMap<>(options);
        changed.remove("time_based");
        return new Fio(changed, timing.runtime(duration), toleratesErrors);
    }

    /** Runs for this long before figures count. Scaled by {@link TimeScale}. */
    public Fio ramp(Duration duration) {
        return with(timing.ramp(duration));
    }

    /** The way of doing I/O. */
    public Fio ioengine(Engine engine) {
        return ioengine(engine.key());
    }

    /** The way of doing I/O, by fio's name for it. */
    public Fio ioengine(String engine) {
        return option("ioengine", engine);
    }

    /** Goes through the page cache instead of past it. */
    public Fio buffered() { return option("direct", "0"); }

    /** Random places may come twice and others never; needs no map of the device in memory. */
    public Fio norandommap() {
        return option("norandommap", "1");
    }

    /** Starts the random numbers for places and data here: the same seed makes the same requests. */
    public Fio seed(long seed) {
        return option("randrepeat", "0").option("randseed", Long.toString(seed));
    }

    /** Adds what takes more than one option to say. */
    public Fio with(JobPart part) {
        Fio changed = this;
        for (Map.Entry<String, String> option : part.options().entrySet()) {
            changed = changed.option(option.getKey(), option.getValue());
        }
        return changed;
    }

    /**
     * Goes on after failed requests and returns a result that counts them, instead of failing. For tests of drivers that are
     * meant to fail.
     */
    public Fio toleratingErrors() {
        return new Fio(option("continue_on_error", "all").options, timing, true);
    }

    /** The time after which fio is killed; unless set, the run time and a minute, or ten minutes for jobs without one. */
    public Fio timeout(Duration duration) {
        return with(timing.timeout(duration));
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
        return new Fio(changed, timing, toleratesErrors);
    }

    /**
     * Runs the job against a device and waits for its end.
     *
     * @throws FioException if fio is missing, fails, meets a device error, does not end in time or reports nothing readable
     */
    public FioResult on(Device device) {
        try (FioRun run = startOn(device)) {
            return run.await();
        }
    }

    /** Starts the job against a device and returns at once; for tests that do something else meanwhile. */
    public FioRun startOn(Device device) {
        return FioRun.start(plan(), List.of(device.path()));
    }

    /**
     * Starts one such job per device, all in one fio, and returns at once. They are reported together.
     *
     * @param devices at least one
     */
    public FioRun startOnEach(List<Device> devices) {
        if (devices.isEmpty()) { throw new IllegalArgumentException("no device to run on"); }
        return FioRun.start(plan(), devices.stream().map(Device::path).toList());
    }

    FioPlan plan() {
        return new FioPlan(name(), arguments(), List.of(used()), deadline(), toleratesErrors);
    }

    String name() { return options.getOrDefault("name", "job"); }

    boolean toleratesErrors() { return toleratesErrors; }

    Duration deadline() { return timing.deadline(); }

    UsedOptions used() {
        return new UsedOptions(options.getOrDefault("ioengine", "psync"), List.copyOf(options.keySet()));
    }

    /** The job's section of the command line; {@code name} opens it. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--name=" + name()));
        options.forEach((name, value) -> { if (!name.equals("name")) { arguments.add("--" + name + "=" + value); } });
        arguments.addAll(timing.arguments());
        return arguments;
    }

    private Fio with(Timing changed) { return new Fio(options, changed, toleratesErrors); }

    private static String atLeastOne(String option, int value) {
        if (value < 1) { throw new IllegalArgumentException(option + " must be at least 1: " + option + "=" + value); }
        return Integer.toString(value);
    }
}
