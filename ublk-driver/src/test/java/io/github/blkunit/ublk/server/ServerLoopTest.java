package io.github.blkunit.ublk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.target.Access;
import io.github.blkunit.ublk.target.Answer;
import io.github.blkunit.ublk.target.Data;
import io.github.blkunit.ublk.target.NullTarget;
import io.github.blkunit.ublk.target.Request;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The server's loop against a simulated kernel that delivers in random order. */
class ServerLoopTest {
    private static final int TOTAL = 5000;

    static IntStream seeds() { return IntStream.range(0, 50); }

    @ParameterizedTest @MethodSource("seeds")
    void every_request_is_committed_exactly_once_in_any_order(int seed) {
        int depth = 1 + seed * 7 % 64;
        SimulatedKernel kernel = new SimulatedKernel(seed, depth, TOTAL);
        ServerLoop loop = Simulation.run(kernel, depth, new NullTarget(Simulation.GEOMETRY));
        assertThat(kernel.breaches).isEmpty();
        assertThat(kernel.delivered).isEqualTo(TOTAL);
        assertThat(kernel.committed).isEqualTo(TOTAL);
        assertThat(loop.failures()).isZero();
    }

    @ParameterizedTest @MethodSource("seeds")
    void what_is_held_when_the_device_is_quiesced_is_answered_and_not_waited_for_again(int seed) {
        int depth = 2 + seed * 7 % 32;
        SimulatedKernel kernel = new SimulatedKernel(seed, depth, 500).quiescing();
        LaterAnswers later = new LaterAnswers(seed);
        kernel.elsewhere = later::redeemSome;
        Simulation.run(kernel, depth, Simulation.target(later::handler, Access.BYTES));
        assertThat(kernel.breaches).isEmpty();
        assertThat(kernel.committed).isEqualTo(kernel.delivered);
    }

    @ParameterizedTest @MethodSource("seeds")
    void a_thread_that_holds_all_of_its_tags_learns_of_the_end_from_another_one(int seed) {
        int depth = 1 + seed % 8;
        SimulatedKernel kernel = new SimulatedKernel(seed, depth, depth).quiescing();
        LaterAnswers later = new LaterAnswers(seed);
        EndNotice notice = new EndNotice();
        kernel.elsewhere = () -> {
            if (later.held() == depth) notice.give();
            if (notice.given()) later.redeemSome();
        };
        Simulation.run(kernel, depth, Simulation.target(later::handler, Access.BYTES), new DataMode.Mapped(), notice);
        assertThat(kernel.breaches).isEmpty();
        assertThat(kernel.committed).isEqualTo(kernel.delivered);
    }

    @Test
    void an_operation_that_was_never_declared_is_refused() {
        SimulatedKernel kernel = new SimulatedKernel(1, 8, TOTAL);
        Simulation.run(kernel, 8, new NullTarget(Simulation.GEOMETRY));
        assertThat(kernel.results).contains(-Errno.EOPNOTSUPP.number());
    }

    @Test
    void a_target_that_throws_fails_the_request_and_the_queue_goes_on() {
        SimulatedKernel kernel = new SimulatedKernel(2, 8, TOTAL);
        ServerLoop loop = Simulation.run(kernel, 8, Simulation.target(request -> {
            if (request.offset() % 1024 == 0) throw new IllegalArgumentException("a bug in the target");
            return request.ok();
        }));
        assertThat(kernel.breaches).isEmpty();
        assertThat(kernel.committed).isEqualTo(TOTAL);
        assertThat(kernel.results).contains(-Errno.EIO.number());
        assertThat(loop.failures()).isPositive();
        assertThat(loop.firstFailure()).hasMessageContaining("the handler failed: queue=0, tag=").hasRootCauseMessage(
                "a bug in the target");
    }

    @Test
    void a_second_answer_is_reported_and_the_first_one_counts() {
        SimulatedKernel kernel = new SimulatedKernel(3, 8, 100);
        ServerLoop loop = Simulation.run(kernel, 8, Simulation.target(request -> {
            request.ok();
            return request.fail(Errno.EIO);
        }));
        assertThat(kernel.breaches).isEmpty();
        assertThat(kernel.results).doesNotContain(-Errno.EIO.number());
        assertThat(loop.firstFailure()).rootCause().hasMessageContaining("a request cannot be answered");
    }

    @Test
    void the_answer_of_another_request_is_reported() {
        SimulatedKernel kernel = new SimulatedKernel(4, 8, 100);
        List<Answer> kept = new ArrayList<>();
        ServerLoop loop = Simulation.run(kernel, 8, Simulation.target(request -> {
            kept.add(request.ok());
            return kept.getFirst();
        }));
        assertThat(loop.firstFailure()).rootCause().hasMessageContaining("returned the answer of another request");
    }

    @Test
    void a_kept_request_cannot_be_answered_later() {
        SimulatedKernel kernel = new SimulatedKernel(5, 1, 2);
        List<Request> kept = new ArrayList<>();
        Simulation.run(kernel, 1, Simulation.target(request -> {
            kept.add(request);
            return request.ok();
        }));
        assertThatThrownBy(() -> kept.getFirst().ok()).isInstanceOf(IllegalStateException.class).hasMessageContaining(
                "state=ENDED");
    }

    @Test
    void a_refused_command_ends_the_loop_loudly() {
        SimulatedKernel kernel = new SimulatedKernel(6, 4, TOTAL).refusingCommit(10);
        assertThatThrownBy(() -> Simulation.run(kernel, 4, new NullTarget(Simulation.GEOMETRY))).hasMessageContaining(
                "the kernel refused an I/O command: errno=EINVAL (22)");
    }

    @Test
    void what_a_write_left_behind_is_wiped_before_the_tag_can_read() {
        MemorySegment buffer = Arena.ofAuto().allocate(256 << 10);
        Slot slot = new Slot(0, 0, 0, new Data(buffer, 0, buffer.byteSize(), true), true, false);
        slot.arm();
        slot.arrive(io.github.blkunit.ublk.target.Op.WRITE, 0, 0, 400);
        buffer.fill((byte) 0x77);
        new NullTarget(Simulation.GEOMETRY).handle(slot);
        assertThat(buffer.asSlice(0, 400 * 512).mismatch(Arena.ofAuto().allocate(400 * 512))).isEqualTo(-1);
        assertThat(buffer.get(java.lang.foreign.ValueLayout.JAVA_BYTE, 400 * 512)).isEqualTo((byte) 0x77);
    }
}
