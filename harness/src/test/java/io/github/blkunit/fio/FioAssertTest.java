package io.github.blkunit.fio;

import static io.github.blkunit.fio.Percentile.P99;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.blkunit.ByteSize;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class FioAssertTest {
    private static final String FACTS = String.join("\n", "", //
            "  measured     1 run, 1 copy, 3.001 s, 2499578 requests, fio's busiest copy 75 % CPU", //
            "  accelerator  tcg", //
            "  kernel       7.2.12", //
            "  fio          3.33", //
            "  command      fio --name=randread", //
            "  JSON         /artefacts/fio-1.json");

    private final FioResult result = Recorded.result("randread-fio-3.33.json");

    FioAssertTest() throws IOException {}

    @Test
    void figures_navigate_and_their_checks_return() {
        assertThat(result).iops().isGreaterThan(832_915).iops().isLessThan(832_916).iops(Direction.READ).isAtLeast(832_915)
                .iops(Direction.WRITE).isAtMost(0).bandwidth().isGreaterThan(ByteSize.gib(3)).bandwidth(Direction.READ)
                .isAtMost(new ByteSize(3411619956L)).clat(P99).isLessThan(Duration.ofMillis(2)).clat(Direction.READ, P99)
                .isAtLeast(Duration.ofNanos(1073152)).hasNoErrors();
    }

    @Test
    void too_few_iops_are_told_as_facts() {
        fails(() -> assertThat(result).iops().isGreaterThan(900_000), "fio job randread: IOPS not as expected",
                "more than 900000.0", "832915.0");
    }

    @Test
    void each_relation_fails_beyond_its_bound_and_names_it() {
        double iops = result.iops();
        fails(() -> assertThat(result).iops().isGreaterThan(iops), "IOPS not as expected", "more than 832915.0", "832915.0");
        fails(() -> assertThat(result).iops().isLessThan(iops), "IOPS not as expected", "less than 832915.0", "832915.0");
        fails(() -> assertThat(result).iops().isAtLeast(iops + 1), "IOPS not as expected", "at least 832916.0", "832915.0");
        fails(() -> assertThat(result).iops(Direction.READ).isAtMost(1), "read IOPS not as expected", "at most 1.0", "832915.0");
    }

    @Test
    void bandwidth_is_told_in_both_units() {
        String was = "3253.57 MiB/s (3411619956 B/s)";
        fails(() -> assertThat(result).bandwidth().isGreaterThan(ByteSize.gib(4)), "bandwidth not as expected",
                "more than 4096.00 MiB/s (4294967296 B/s)", was);
        fails(() -> assertThat(result).bandwidth().isAtLeast(ByteSize.gib(4)), "bandwidth",
                "at least 4096.00 MiB/s (4294967296 B/s)", was);
        fails(() -> assertThat(result).bandwidth().isLessThan(ByteSize.mib(1)), "bandwidth", "less than 1.00 MiB/s (1048576 B/s)",
                was);
        fails(() -> assertThat(result).bandwidth(Direction.READ).isAtMost(ByteSize.mib(1)), "read bandwidth",
                "at most 1.00 MiB/s (1048576 B/s)", was);
    }

    @Test
    void latency_is_told_in_milliseconds_with_its_direction_and_percentile() {
        fails(() -> assertThat(result).clat(P99).isLessThan(Duration.ofMillis(1)), "read completion latency P99 not as expected",
                "less than 1.000 ms", "1.073 ms");
        fails(() -> assertThat(result).clat(P99).isAtMost(Duration.ofMillis(1)), "read completion latency P99",
                "at most 1.000 ms", "1.073 ms");
        fails(() -> assertThat(result).clat(P99).isGreaterThan(Duration.ofMillis(2)), "read completion latency P99",
                "more than 2.000 ms",
                "1.073 ms");
        fails(() -> assertThat(result).clat(P99).isAtLeast(Duration.ofMillis(2)), "read completion latency P99",
                "at least 2.000 ms",
                "1.073 ms");
    }

    @Test
    void errors_are_told_with_the_first_errno() {
        FioResult failed = new FioResult(result.job(), result.version(), result.io(), new FioErrors(12, 5), 1, result.load(),
                result.command(), result.json(), result.surroundings());
        assertThat(failed).hasErrors();
        fails(() -> assertThat(failed).hasNoErrors(), "failed requests not as expected", "0", "12 (first errno 5)");
        fails(() -> assertThat(result).hasErrors(), "failed requests not as expected", "at least 1", "0");
    }

    @Test
    void an_unknown_accelerator_is_left_out() {
        FioResult elsewhere = new FioResult(result.job(), result.version(), result.io(), result.errors(), 1, result.load(),
                result.command(), result.json(), new Surroundings("7.2.12", Optional.empty()));
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(elsewhere).iops().isLessThan(1))
                .withMessageNotContaining("accelerator").withMessageContaining("kernel       7.2.12");
    }

    @Test
    void a_description_stands_before_the_facts() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> FioAssert.assertThat(result).as("after the scheduler switch").iops().isLessThan(1))
                .withMessageStartingWith("[after the scheduler switch] fio job randread: IOPS not as expected");
    }

    @Test
    void expected_and_actual_values_are_kept_for_reports() {
        assertThatExceptionOfType(AssertionFailedError.class).isThrownBy(() -> assertThat(result).clat(P99).isLessThan(Duration
                .ofMillis(1)))
                .satisfies(failure -> {
                    assertThat(failure.getExpected().getValue()).isEqualTo(Duration.ofMillis(1));
                    assertThat(failure.getActual().getValue()).isEqualTo(Duration.ofNanos(1073152));
                });
    }

    @Test
    void a_percentile_that_was_not_measured_is_a_mistake_of_the_test() {
        assertThatIllegalArgumentException().isThrownBy(() -> assertThat(result).clat(new Percentile(97)))
                .withMessageContainingAll("fio did not measure P97", "P99.99", "percentile_list");
    }

    @Test
    void latency_of_both_directions_has_to_be_asked_for_by_direction() throws IOException {
        FioResult mixed = Recorded.result("randrw-fio-3.33.json");
        assertThatIllegalStateException().isThrownBy(() -> assertThat(mixed).clat(P99)).withMessageContaining("[READ, WRITE]");
        assertThat(mixed).clat(Direction.WRITE, P99).isLessThan(Duration.ofSeconds(1)).iops(Direction.WRITE).isGreaterThan(0);
        assertThat(mixed.iops()).isEqualTo(mixed.in(Direction.READ).iops() + mixed.in(Direction.WRITE).iops());
    }

    private static void fails(ThrowingCallable check, String headline, String expected, String was) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(check).satisfies(failure -> {
            List<String> lines = String.valueOf(failure.getMessage()).lines().toList();
            assertThat(lines.get(0)).contains(headline);
            assertThat(lines.get(1)).isEqualTo("  expected     " + expected);
            assertThat(lines.get(2)).isEqualTo("  was          " + was);
            assertThat(String.join("\n", lines)).endsWith(FACTS);
        });
    }
}
