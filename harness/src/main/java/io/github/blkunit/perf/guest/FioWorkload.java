package io.github.blkunit.perf.guest;

import io.github.blkunit.Device;
import io.github.blkunit.fio.Fio;
import io.github.blkunit.fio.FioResult;
import io.github.blkunit.fio.Latency;
import io.github.blkunit.fio.Percentile;
import io.github.blkunit.perf.Metric;
import io.github.blkunit.perf.guest.BootPlan.WorkloadPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A fio job as a workload.
 *
 * @param job without seed
 * @param warmUp what it takes to get the driver going
 */
record FioWorkload(String name, List<Metric> metrics, Fio job, Fio warmUp) implements Workload {
    private static final int WARM_REQUESTS = 10_000;
    private static final int WARM_DEPTH = 32;
    private static final Duration WARM_AT_MOST = Duration.ofSeconds(5);

    static FioWorkload of(WorkloadPlan plan, BootPlan boot) {
        Fio job = switch (plan.pattern()) {
            case "randread" -> Fio.randread(plan.blockSize());
            case "randwrite" -> Fio.randwrite(plan.blockSize());
            case "read" -> Fio.read(plan.blockSize());
            case "write" -> Fio.write(plan.blockSize());
            case "randrw" -> Fio.randrw(plan.blockSize());
            default -> throw new IllegalArgumentException("no pattern for a performance run: rw=" + plan.pattern());
        };
        for (var option : plan.options().entrySet()) { job = job.option(option.getKey(), option.getValue()); }
        return of(plan.name(), plan.metrics(), job, boot);
    }

    static FioWorkload of(String name, List<Metric> metrics, Fio job, BootPlan boot) {
        return new FioWorkload(name, metrics, job.option("ramp_time", boot.rampMillis() + "ms").runtime(Duration.ofMillis(boot
                .runMillis())), job.iodepth(WARM_DEPTH).requests(WARM_REQUESTS).atMost(WARM_AT_MOST));
    }

    @Override
    public double warmUp(Device device) {
        warmUp.on(device);
        return job.on(device).iops(); // at its own depth: that is other code, and the compiler is busy with it during the first window
    }

    @Override
    public Figures measure(Device device, long seed) {
        FioResult result = job.option("randseed", Long.toString(seed & Integer.MAX_VALUE)).on(device);
        var io = result.in(result.direction());
        if (io.requests() == 0 || !(result.iops() > 0)) {
            throw new IllegalStateException("fio completed no request in the time that counts: json=" + result.json());
        }
        Map<String, Double> values = new HashMap<>();
        Map<String, Long> latencies = new HashMap<>();
        values.put(Metric.IOPS.name(), result.iops());
        Latency completion = io.completion();
        for (var entry : completion.percentiles().entrySet()) {
            latencies.put(Double.toString(entry.getKey().percent()), entry.getValue().toNanos());
        }
        latency(values, Metric.P50, completion, Percentile.P50);
        latency(values, Metric.P99, completion, Percentile.P99);
        latency(values, Metric.P99_9, completion, Percentile.P99_9);
        latency(values, Metric.P99_99, completion, Percentile.P99_99);
        for (Metric metric : metrics) {
            if (!values.containsKey(metric.name())) {
                throw new IllegalStateException("fio gave no " + metric + ": is gtod_reduce set? json=" + result.json());
            }
        }
        return new Figures(values, latencies, io.requests(), result.load().busiestPercent(), text(result));
    }

    private static void latency(Map<String, Double> values, Metric metric, Latency latency, Percentile percentile) {
        Duration found = latency.percentiles().get(percentile);
        if (found != null && !found.isZero()) { values.put(metric.name(), (double) found.toNanos()); }
    }

    private static String text(FioResult result) {
        try {
            return Files.readString(result.json());
        } catch (IOException e) {
            throw new UncheckedIOException("fio's report cannot be read: " + result.json(), e);
        }
    }
}
