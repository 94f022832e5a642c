package io.github.blkunit.ublk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.ublk.target.Access;
import io.github.blkunit.ublk.target.NullTarget;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The loop that works in batches against a simulated kernel that delivers as many at a time as chance will have it. */
class BatchLoopTest {
    private static final int TOTAL = 3000;

    static IntStream seeds() { return IntStream.range(0, 30); }

    @ParameterizedTest @MethodSource("seeds")
    void every_answer_is_handed_over_exactly_once(int seed) {
        int depth = 1 + seed * 7 % 64;
        SimulatedBatchKernel kernel = new SimulatedBatchKernel(seed, depth, TOTAL);
        Simulation.run(kernel, depth, new NullTarget(Simulation.GEOMETRY));
        assertAllServed(kernel);
    }

    @Test
    void requests_that_come_one_by_one_cost_one_call_each() {
        SimulatedBatchKernel kernel = new SimulatedBatchKernel(1, 1, TOTAL);
        Simulation.run(kernel, 1, new NullTarget(Simulation.GEOMETRY));
        assertAllServed(kernel);
        assertThat(kernel.entered).as("calls of io_uring_enter").isLessThan(TOTAL + 10);
    }

    @ParameterizedTest @MethodSource("seeds")
    void answers_that_the_kernel_left_are_handed_over_again(int seed) {
        SimulatedBatchKernel kernel = new SimulatedBatchKernel(seed, 16, TOTAL);
        kernel.takesAtMost = 2;
        Simulation.run(kernel, 16, new NullTarget(Simulation.GEOMETRY));
        assertAllServed(kernel);
        assertThat(kernel.takenTogether).isPositive();
    }

    @ParameterizedTest @MethodSource("seeds")
    void answers_given_later_reach_the_kernel_even_after_it_has_ended_the_queue(int seed) {
        SimulatedBatchKernel kernel = new SimulatedBatchKernel(seed, 8, TOTAL);
        LaterAnswers later = new LaterAnswers(seed);
        kernel.elsewhere = later::redeemSome;
        Simulation.run(kernel, 8, Simulation.target(later::handler, Access.BYTES));
        assertAllServed(kernel);
    }

    @ParameterizedTest @MethodSource("seeds")
    void an_answer_that_is_refused_ends_the_loop_loudly(int seed) {
        int depth = 1 + seed % 4;
        SimulatedBatchKernel kernel = new SimulatedBatchKernel(seed, depth, TOTAL);
        kernel.refuses = 20;
        assertThatThrownBy(() -> Simulation.run(kernel, depth, new NullTarget(Simulation.GEOMETRY))).hasMessageContaining(
                "the kernel refused a").hasMessageContaining("errno=EBUSY (16), queue=0");
    }

    private static void assertAllServed(SimulatedBatchKernel kernel) {
        assertThat(kernel.breaches).isEmpty();
        assertThat(kernel.delivered).isEqualTo(TOTAL);
        assertThat(kernel.committed).isEqualTo(TOTAL);
    }
}
