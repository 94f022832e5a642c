package io.github.blkunit.ublk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.target.Answer;
import io.github.blkunit.ublk.target.Data;
import io.github.blkunit.ublk.target.Op;
import java.lang.foreign.Arena;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ownership table of {@link Slot}: what it allows works, everything else throws and changes nothing. */
class SlotTest {
    private final Slot slot = slot(false);

    private static Slot slot(boolean traced) {
        return new Slot(0, 2, 7, new Data(Arena.ofAuto().allocate(8192), 0, 8192, true), true, traced);
    }

    @Test
    void a_tag_goes_round_from_kernel_to_target_to_kernel() {
        for (int round = 1; round <= 3; round++) {
            slot.arm();
            slot.arrive(Op.WRITE, io.github.blkunit.ublk.uapi.UblkCmd.UBLK_IO_F_FUA(), 8, 16);
            assertThat(slot.generation()).isEqualTo(round);
            assertThat(slot.offset()).isEqualTo(4096);
            assertThat(slot.length()).isEqualTo(8192);
            assertThat(slot.forceUnitAccess()).isTrue();
            Answer answer = slot.ok();
            assertThat(slot.isAnsweredBy(answer)).isTrue();
            assertThat(slot.result()).isEqualTo(8192);
        }
    }

    @Test
    void a_second_answer_throws_and_keeps_the_first() {
        slot.arm();
        slot.arrive(Op.READ, 0, 0, 8);
        slot.ok();
        assertThatThrownBy(() -> slot.fail(Errno.EIO)).isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("cannot be answered", "queue=2", "tag=7", "generation=1", "op=READ",
                        "trace the ownership");
        assertThat(slot.result()).isEqualTo(4096);
    }

    @Test
    void a_traced_second_answer_shows_where_the_first_was_given() {
        Slot traced = slot(true);
        traced.arm();
        traced.arrive(Op.READ, 0, 0, 8);
        traced.ok();
        assertThatThrownBy(traced::ok).hasRootCauseMessage(
                "the request was answered here: queue=2, tag=7, generation=1, state=ANSWERED, op=READ, offset=0, length=4096");
    }

    @Test
    void an_answer_after_the_commit_throws() {
        slot.arm();
        slot.arrive(Op.READ, 0, 0, 8);
        slot.ok();
        slot.arm();
        assertThatThrownBy(slot::ok).isInstanceOf(IllegalStateException.class).hasMessageContaining("state=ARMED");
    }

    @Test
    void an_unanswered_request_cannot_be_committed() {
        slot.arm();
        slot.arrive(Op.READ, 0, 0, 8);
        assertThatThrownBy(slot::arm).isInstanceOf(IllegalStateException.class).hasMessageContaining(
                "cannot be handed to the kernel");
    }

    @Test
    void the_kernel_cannot_deliver_to_a_tag_that_it_does_not_own() {
        assertThatThrownBy(() -> slot.arrive(Op.READ, 0, 0, 8)).isInstanceOf(IllegalStateException.class);
        slot.arm();
        slot.end();
        for (Runnable step : List.<Runnable>of(slot::arm, slot::end, slot::ok, () -> slot.arrive(Op.READ, 0, 0, 8)))
            assertThatThrownBy(step::run).isInstanceOf(IllegalStateException.class).hasMessageContaining("state=ENDED");
    }

    @Test
    void the_answer_of_another_request_is_not_mine() {
        Slot other = slot(false);
        for (Slot each : List.of(slot, other)) {
            each.arm();
            each.arrive(Op.READ, 0, 0, 8);
        }
        assertThat(slot.isAnsweredBy(other.ok())).isFalse();
    }

    @Test
    void only_reads_and_writes_report_bytes_and_a_discard_may_be_huge() {
        slot.arm();
        slot.arrive(Op.DISCARD, 0, 0, -1);
        assertThat(slot.length()).isEqualTo(0xffffffffL * 512);
        slot.ok();
        assertThat(slot.result()).isZero();
    }

    @Test
    void a_failure_carries_the_error_number() {
        slot.arm();
        slot.arrive(Op.WRITE, 0, 0, 8);
        slot.fail(Errno.ENOSPC);
        assertThat(slot.result()).isEqualTo(-28);
    }
}
