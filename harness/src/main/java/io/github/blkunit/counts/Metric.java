package io.github.blkunit.counts;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;

/** The figures, each per request or per bio, so that they do not depend on how long a load ran. */
public enum Metric {
    /** Requests made for one bio: 1 unless there are merges or splits. */
    REQUESTS_PER_BIO("requests per bio", 0.005),
    /** Bios and requests put into other requests. */
    MERGES_PER_REQUEST("merges per request", 0.005),
    SPLITS_PER_BIO("splits per bio", 0.005),
    REQUEUES_PER_REQUEST("requeues per request", 0.005),
    SYSTEM_CALLS_PER_REQUEST("system calls per request", 0.1),
    ENTERS_PER_REQUEST("io_uring_enter calls per request", 0.02),
    SQES_PER_REQUEST("SQEs per request", 0.005),
    CQES_PER_REQUEST("CQEs per request", 0.005),
    CONTEXT_SWITCHES_PER_REQUEST("context switches per request", 0.3),
    BYTES_ALLOCATED_PER_REQUEST("bytes allocated per request", 4),
    BYTES_COPIED_PER_REQUEST("bytes copied per request", 1);

    private final String text;
    private final double tolerance;

    Metric(String text, double tolerance) {
        this.text = text;
        this.tolerance = tolerance;
    }

    /** The figure; empty if there is no server, or it does not tell. */
    public OptionalDouble of(Counts counts) {
        BlockCounts block = counts.block();
        return switch (this) {
            case REQUESTS_PER_BIO -> OptionalDouble.of(ratio(block.requests(), block.bios()));
            case MERGES_PER_REQUEST -> OptionalDouble.of(ratio(block.bioMerges() + block.requestMerges(), block.units()));
            case SPLITS_PER_BIO -> OptionalDouble.of(ratio(block.splits(), block.bios()));
            case REQUEUES_PER_REQUEST -> OptionalDouble.of(ratio(block.requeues(), block.units()));
            case SYSTEM_CALLS_PER_REQUEST -> ofServer(counts, ServerCounts::systemCalls);
            case ENTERS_PER_REQUEST -> ofServer(counts, ServerCounts::enters);
            case SQES_PER_REQUEST -> ofServer(counts, ServerCounts::submissions);
            case CQES_PER_REQUEST -> ofServer(counts, ServerCounts::completions);
            case CONTEXT_SWITCHES_PER_REQUEST -> ofServer(counts, ServerCounts::contextSwitches);
            case BYTES_ALLOCATED_PER_REQUEST -> ofServer(counts, ServerCounts::bytesAllocated);
            case BYTES_COPIED_PER_REQUEST -> ofServer(counts, ServerCounts::bytesCopied);
        };
    }

    private static OptionalDouble ofServer(Counts counts, ToLongFunction<ServerCounts> figure) {
        long value = counts.server().map(figure::applyAsLong).orElse(ServerCounts.UNKNOWN);
        return value == ServerCounts.UNKNOWN ? OptionalDouble.empty() : OptionalDouble.of(ratio(value, counts.block().units()));
    }

    /**
     * How far two runs of the same thing may be apart: what the rest of the machine adds (a JVM's own threads, a preemption), far below
     * what one more of it per request would.
     */
    public double tolerance() { return tolerance; }

    /** Its name in {@code counts.json}, such as {@code enters-per-request}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() { return text; }

    private static double ratio(long a, long b) { return b == 0 ? 0 : (double) a / b; }
}
