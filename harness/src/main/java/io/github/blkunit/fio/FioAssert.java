package io.github.blkunit.fio;

import static java.util.Locale.ROOT;

import io.github.blkunit.ByteSize;
import java.time.Duration;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what a fio job measured. Nouns navigate to a figure, whose checks come back here.
 *
 * <pre>{@code
 * assertThat(job.on(device)).iops().isGreaterThan(10_000).clat(P99).isLessThan(ofMillis(5)).hasNoErrors();
 * }</pre>
 */
public final class FioAssert extends AbstractAssert<FioAssert, FioResult> {

    FioAssert(@Nullable FioResult actual) {
        super(actual, FioAssert.class);
    }

    /** Starts an assertion; AssertJ's own {@code assertThat} does the same. */
    public static FioAssert assertThat(@Nullable FioResult actual) {
        return new FioAssert(actual);
    }

    /** Requests per second, all directions together. */
    public IopsAssert iops() {
        isNotNull();
        return new IopsAssert(figure("IOPS", actual.iops()));
    }

    /** Requests per second in one direction. */
    public IopsAssert iops(Direction direction) {
        isNotNull();
        return new IopsAssert(figure(direction.key() + " IOPS", actual.in(direction).iops()));
    }

    /** Bytes per second, all directions together. */
    public BandwidthAssert bandwidth() {
        isNotNull();
        return new BandwidthAssert(bytes("bandwidth", actual.bandwidth()));
    }

    /** Bytes per second in one direction. */
    public BandwidthAssert bandwidth(Direction direction) {
        isNotNull();
        return new BandwidthAssert(bytes(direction.key() + " bandwidth", actual.in(direction).bandwidth()));
    }

    /** Completion latency of a job with I/O in one direction only. */
    public LatencyAssert clat(Percentile percentile) {
        isNotNull();
        return clat(actual.direction(), percentile);
    }

    /** Completion latency of one direction. */
    public LatencyAssert clat(Direction direction, Percentile percentile) {
        isNotNull();
        String what = direction.key() + " completion latency " + percentile;
        return latency(what, actual.in(direction).completion().percentile(percentile));
    }

    /** Time from the decision to submit to the completion, of a job with I/O in one direction only that asks fio for {@code lat_percentiles}. */
    public LatencyAssert lat(Percentile percentile) {
        isNotNull();
        Direction direction = actual.direction();
        return latency(direction.key() + " latency " + percentile, actual.in(direction).total().percentile(percentile));
    }

    /** Mean completion latency of one direction. */
    public LatencyAssert meanClat(Direction direction) {
        isNotNull();
        return latency(direction.key() + " completion latency, mean", actual.in(direction).completion().mean());
    }

    private LatencyAssert latency(String what, Duration value) {
        return new LatencyAssert(new Figure<>(this, what, value, LatencyAssert::text));
    }

    /** Passes if every request succeeded; fails if any of a job {@linkplain Fio#toleratingErrors that tolerates errors} failed. */
    public FioAssert hasNoErrors() {
        isNotNull();
        if (actual.errors().total() != 0) { fail("failed requests", "0", errors(), 0L, actual.errors().total()); }
        return this;
    }

    /** Passes if at least one request failed, of a job {@linkplain Fio#toleratingErrors that tolerates errors}. */
    public FioAssert hasErrors() {
        isNotNull();
        if (actual.errors().total() == 0) { fail("failed requests", "at least 1", errors(), 1L, 0L); }
        return this;
    }

    private String errors() {
        FioErrors errors = actual.errors();
        return errors.total() == 0 ? "0" : errors.total() + " (first errno " + errors.first() + ")";
    }

    private Figure<Double> figure(String what, double value) {
        return new Figure<>(this, what, value, number -> String.format(ROOT, "%.1f", number));
    }

    private Figure<ByteSize> bytes(String what, ByteSize value) { return new Figure<>(this, what, value, BandwidthAssert::text); }

    /** Fails with all the facts. */
    void fail(String what, String expected, String was, Object expectedValue, Object actualValue) {
        Surroundings where = actual.surroundings();
        StringBuilder facts = new StringBuilder("fio job " + actual.job() + ": " + what + " not as expected");
        fact(facts, "expected", expected);
        fact(facts, "was", was);
        fact(facts, "measured", measured());
        where.accelerator().ifPresent(name -> fact(facts, "accelerator", name));
        fact(facts, "kernel", where.kernel());
        fact(facts, "fio", actual.version());
        fact(facts, "command", String.join(" ", actual.command()));
        fact(facts, "JSON", actual.json().toString());
        throw failureWithActualExpected(actualValue, expectedValue, "%s", facts);
    }

    private String measured() {
        double seconds = actual.io().values().stream().map(IoStats::runtime).max(Duration::compareTo).orElse(Duration.ZERO)
                .toNanos() / 1e9;
        return String.format(ROOT, "1 run, %d %s, %.3f s, %d requests, fio's busiest copy %.0f %% CPU", actual.copies(),
                actual.copies() == 1 ? "copy" : "copies", seconds, actual.requests(), actual.load().busiestPercent());
    }

    private static void fact(StringBuilder facts, String key, String value) {
        facts.append(String.format(ROOT, "%n  %-11s  %s", key, value));
    }
}
