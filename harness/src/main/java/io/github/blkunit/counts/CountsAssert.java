package io.github.blkunit.counts;

import static java.util.Locale.ROOT;

import io.github.blkunit.fio.Surroundings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what a request costs. Nouns navigate to a figure, whose checks come back here. A figure that was not counted, such as system
 * calls of a driver in the kernel, fails.
 */
public final class CountsAssert extends AbstractAssert<CountsAssert, Counts> {

    CountsAssert(@Nullable Counts actual) {
        super(actual, CountsAssert.class);
    }

    /** Starts an assertion; AssertJ's own {@code assertThat} does the same. */
    public static CountsAssert assertThat(@Nullable Counts actual) {
        return new CountsAssert(actual);
    }

    /** Requests made for one bio. */
    public CountAssert requestsPerBio() { return figure(Metric.REQUESTS_PER_BIO); }

    /** Bios and requests put into other requests, per request. */
    public CountAssert mergesPerRequest() {
        return figure(Metric.MERGES_PER_REQUEST);
    }

    /** Cuts of bios that were too large for the device, per bio. */
    public CountAssert splitsPerBio() {
        return figure(Metric.SPLITS_PER_BIO);
    }

    /** Requests that the driver gave back for later. */
    public CountAssert requeuesPerRequest() {
        return figure(Metric.REQUEUES_PER_REQUEST);
    }

    /** System calls of the server, of any kind. */
    public CountAssert systemCallsPerRequest() {
        return figure(Metric.SYSTEM_CALLS_PER_REQUEST);
    }

    /** Calls of io_uring_enter by the server. */
    public CountAssert entersPerRequest() {
        return figure(Metric.ENTERS_PER_REQUEST);
    }

    /** io_uring submissions of the server. */
    public CountAssert sqesPerRequest() { return figure(Metric.SQES_PER_REQUEST); }

    /** io_uring completions for the server. */
    public CountAssert cqesPerRequest() { return figure(Metric.CQES_PER_REQUEST); }

    /** Context switches of the server's threads. */
    public CountAssert contextSwitchesPerRequest() {
        return figure(Metric.CONTEXT_SWITCHES_PER_REQUEST);
    }

    /** Bytes that the server's threads allocated on the Java heap. */
    public CountAssert bytesAllocatedPerRequest() {
        return figure(Metric.BYTES_ALLOCATED_PER_REQUEST);
    }

    /** Bytes that the server moved between buffers. */
    public CountAssert bytesCopiedPerRequest() {
        return figure(Metric.BYTES_COPIED_PER_REQUEST);
    }

    /** Any of the figures. */
    public CountAssert figure(Metric metric) {
        isNotNull();
        double value = metric.of(actual).orElseThrow(() -> failure(metric + ": not counted", Map.of("reason", actual.server()
                .isEmpty()
                        ? "device " + actual.device() + " has no server process"
                        : "the server does not tell")));
        return new CountAssert(this, metric, value);
    }

    /**
     * Passes if all figures are those of the reference file, each within its {@linkplain Metric#tolerance tolerance}.
     *
     * <p>The file is {@code counts.json} at the root of the class path, that is {@code src/test/resources/counts.json}. It is made and
     * changed by running the tests with {@code -Dblkunit.counts.update=true}.
     *
     * @param name under which the file has them
     */
    public CountsAssert matchesReference(String name) {
        isNotNull();
        Reference.check(name, actual).ifPresent(differences -> {
            throw failure("the counts differ from " + Reference.FILE + ", entry '" + name
                    + "'", differences);
        });
        return this;
    }

    /** Passes if the driver completed all requests that it was given and none failed. */
    public CountsAssert completesEveryRequest() {
        isNotNull();
        BlockCounts block = actual.block();
        if (block.errors() != 0 || block.completed() < block.issued() - block.requeues()) {
            throw failure("requests were lost or failed", Map.of("issued", Long.toString(block.issued()), "completed",
                    Long.toString(block.completed()), "requeued", Long.toString(block.requeues()), "failed", Long.toString(block
                            .errors())));
        }
        return this;
    }

    void fail(Metric metric, String expected, String was) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("expected", expected);
        facts.put("was", was);
        throw failure(metric + " not as expected", facts);
    }

    private AssertionError failure(String headline, Map<String, String> facts) {
        StringBuilder text = new StringBuilder(actual.load() + ": " + headline);
        facts.forEach((key, value) -> fact(text, key, value));
        fact(text, "counted", actual.block().toString());
        Optional<ServerCounts> server = actual.server();
        server.ifPresent(counts -> fact(text, "", counts.toString()));
        fact(text, "kernel", Surroundings.here().kernel());
        if (!actual.command().isEmpty()) { fact(text, "command", String.join(" ", actual.command())); }
        return failure("%s", text);
    }

    private static void fact(StringBuilder text, String key, String value) {
        text.append(String.format(ROOT, "%n  %-10s  %s", key, value));
    }
}
