package io.github.blkunit.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CountsAssertTest {
    private final Counts counts = Samples.counts();

    @Test
    void figures_navigate_and_their_checks_return() {
        assertThat(counts).requestsPerBio().isEqualTo(0.5).mergesPerRequest().isAtMost(1).splitsPerBio().isEqualTo(0.01)
                .requeuesPerRequest().isAtMost(0.001).systemCallsPerRequest().isAtMost(1.01).entersPerRequest().isEqualTo(1)
                .sqesPerRequest().isEqualTo(1).cqesPerRequest().isAtLeast(1).contextSwitchesPerRequest().isAtMost(1.1)
                .bytesAllocatedPerRequest().isZero().completesEveryRequest();
    }

    @Test
    void a_figure_out_of_bounds_is_told_with_all_that_was_counted() {
        fails(() -> assertThat(counts).entersPerRequest().isAtMost(1),
                "randread: io_uring_enter calls per request not as expected", "expected    at most 1", "was         1.005",
                "BlockCounts[bios=2000, requests=1000,", "ServerCounts[systemCalls=1010, enters=1005,", "kernel  ",
                "command     fio --name=randread");
        fails(() -> assertThat(counts).requestsPerBio().isEqualTo(1), "requests per bio", "expected    1 (give or take 0.005)",
                "was         0.500");
        fails(() -> assertThat(counts).mergesPerRequest().isZero(), "merges per request", "was         1");
        fails(() -> assertThat(counts).cqesPerRequest().isAtLeast(2), "CQEs per request", "expected    at least 2");
    }

    @Test
    void a_figure_that_was_not_counted_fails() {
        fails(() -> assertThat(counts).bytesCopiedPerRequest().isZero(), "bytes copied per request: not counted",
                "the server does not tell");
        fails(() -> assertThat(Samples.inKernel()).entersPerRequest().isAtMost(1), "not counted",
                "device nullb0 has no server process");
        assertThat(Samples.inKernel()).requestsPerBio().isEqualTo(0.5);
    }

    @Test
    void lost_and_failed_requests_are_told() {
        BlockCounts lost = new BlockCounts(10, 10, 11, 9, 0, 0, 0, 1, 0);
        fails(() -> assertThat(Samples.counts(lost, Samples.SERVER)).completesEveryRequest(), "requests were lost or failed",
                "issued      11");
        BlockCounts failed = new BlockCounts(10, 10, 10, 10, 0, 0, 0, 0, 3);
        fails(() -> assertThat(Samples.counts(failed, Samples.SERVER)).completesEveryRequest(), "failed      3");
    }

    @Test
    void a_device_without_requests_is_judged_by_its_bios() {
        Counts bioBased = Samples.counts(new BlockCounts(500, 0, 0, 0, 0, 0, 5, 0, 0), Samples.SERVER);
        assertThat(bioBased).splitsPerBio().isEqualTo(0.01).sqesPerRequest().isEqualTo(2);
    }

    private static void fails(ThrowingCallable check, String... facts) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check).withMessageContainingAll(facts);
    }
}
