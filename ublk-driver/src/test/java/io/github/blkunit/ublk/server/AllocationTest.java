package io.github.blkunit.ublk.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.blkunit.ublk.target.Data;
import io.github.blkunit.ublk.target.Geometry;
import io.github.blkunit.ublk.target.NullTarget;
import io.github.blkunit.ublk.target.Op;
import io.github.blkunit.ublk.uapi.IoUring;
import io.github.blkunit.ublk.uapi.io_uring_sqe;
import io.github.blkunit.ublk.uring.CompletionHandler;
import io.github.blkunit.ublk.uring.RingSetup;
import io.github.blkunit.ublk.uring.SubmissionQueue;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What happens once per request allocates nothing, once the virtual machine has compiled it. */
class AllocationTest {
    private static final int MAX_BATCHES = 200;
    private static final int ROUNDS = 20_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void a_request_through_ring_slot_and_target_allocates_nothing() {
        try (Arena arena = Arena.ofShared(); var ring = io.github.blkunit.ublk.uring.IoUring.open(RingSetup.plain(8))) {
            ring.registerRing();
            Slot slot = new Slot(0, 0, 3, new Data(arena.allocate(65536), 0, 65536, true), true, false);
            Rounds rounds = new Rounds(ring, slot);
            long allocated = Long.MAX_VALUE;
            for (int batch = 0; batch < MAX_BATCHES && allocated >= ROUNDS; batch++) allocated = allocatedBy(rounds); // until compiled
            assertThat(allocated).as("bytes allocated by %d requests, the best of %d batches", ROUNDS, MAX_BATCHES).isLessThan(
                    ROUNDS);
            assertThat(allocatedBy(rounds)).as("bytes allocated by the next %d requests", ROUNDS).isLessThan(ROUNDS);
        }
    }

    private static long allocatedBy(Rounds rounds) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        rounds.run(ROUNDS);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /** The queue loop's steps, with an operation that does nothing in place of the fetch. */
    private static final class Rounds implements CompletionHandler {
        private static final byte NOP = (byte) IoUring.IORING_OP_NOP();
        private final NullTarget target = new NullTarget(Geometry.of(1 << 30, 512));
        private final io.github.blkunit.ublk.uring.IoUring ring;
        private final Slot slot;

        Rounds(io.github.blkunit.ublk.uring.IoUring ring, Slot slot) {
            this.ring = ring;
            this.slot = slot;
        }

        void run(int count) {
            for (int n = 0; n < count; n++) {
                SubmissionQueue submissions = ring.submissions();
                int index = submissions.claim();
                io_uring_sqe.opcode(submissions.slot(index), NOP);
                io_uring_sqe.user_data(submissions.slot(index), slot.tag());
                slot.arm();
                ring.submitAndWait(1);
                ring.completions().drain(this);
            }
        }

        @Override
        public void completed(long userData, int result, int flags) {
            slot.arrive(Op.WRITE, 0, 0, 8);
            assert slot.isAnsweredBy(target.handle(slot));
        }
    }
}
