package io.github.blkunit.ublk.uring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.ublk.uapi.io_uring_sqe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real ring of eight entries, with operations that do nothing. */
class IoUringTest {
    private static final int ENTRIES = 8;

    private final IoUring ring = IoUring.open(RingSetup.plain(ENTRIES));
    private final List<Long> seen = new ArrayList<>();

    @AfterEach
    void close() { ring.close(); }

    @Test
    void every_operation_completes_once_in_order() {
        for (long n = 0; n < ENTRIES; n++) claimNop(n);
        assertThat(ring.submitAndWait(ENTRIES)).isEqualTo(ENTRIES);
        assertThat(drain()).isEqualTo(ENTRIES);
        assertThat(seen).containsExactlyElementsOf(LongStream.range(0, ENTRIES).boxed().toList());
        assertThat(ring.completions().ready()).isZero();
    }

    @Test
    void a_full_ring_says_so_and_takes_more_after_submitting() {
        for (long n = 0; n < ENTRIES; n++) claimNop(n);
        assertThat(ring.submissions().claim()).isEqualTo(SubmissionQueue.FULL);
        assertThat(ring.submissions().pending()).isEqualTo(ENTRIES);
        ring.submit();
        assertThat(ring.submissions().pending()).isZero();
        assertThat(ring.submissions().claim()).isNotEqualTo(SubmissionQueue.FULL);
    }

    @Test
    void indexes_wrap_around() {
        for (long n = 0; n < 1000; n++) {
            claimNop(n);
            if (n % 3 == 2) {
                ring.submitAndWait(3);
                drain();
            }
        }
        ring.submitAndWait(1);
        drain();
        assertThat(seen).containsExactlyElementsOf(LongStream.range(0, 1000).boxed().toList());
    }

    @Test
    void completions_beyond_the_ring_are_kept_by_the_kernel_and_not_lost() {
        int total = ring.completions().capacity() + ENTRIES;
        for (long n = 0; n < total; n++) {
            claimNop(n);
            ring.submit();
        }
        assertThat(ring.completions().ready()).isEqualTo(ring.completions().capacity());
        while (drain() > 0)
            ring.submitAndWait(0);
        assertThat(seen).containsExactlyElementsOf(LongStream.range(0, total).boxed().toList());
        assertThat(ring.completions().dropped()).isZero();
    }

    @Test
    void a_claimed_slot_is_empty_whatever_it_held_before() {
        for (int n = 0; n < ENTRIES; n++) {
            int slot = ring.submissions().claim();
            ring.submissions().slot(slot).fill((byte) 0x5a);
            io_uring_sqe.opcode(ring.submissions().slot(slot), (byte) 0xff); // refused, and that is all
            io_uring_sqe.user_data(ring.submissions().slot(slot), n);
            ring.submit();
        }
        ring.submitAndWait(ENTRIES);
        drain();
        int slot = ring.submissions().claim();
        assertThat(ring.submissions().slot(slot).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE)).containsOnly(0);
    }

    @Test
    void a_handler_that_throws_never_sees_the_completion_again() {
        claimNop(1);
        claimNop(2);
        ring.submitAndWait(2);
        assertThatThrownBy(() -> ring.completions().drain((userData, result, flags) -> {
            throw new IllegalArgumentException("from the handler: " + userData);
        })).hasMessage("from the handler: 1");
        drain();
        assertThat(seen).containsExactly(2L);
    }

    @Test
    void waiting_ends_when_the_time_is_up() {
        long start = System.nanoTime();
        assertThat(ring.submitAndWait(1, Duration.ofMillis(20))).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(20));
        claimNop(7);
        assertThat(ring.submitAndWait(1, Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void a_registered_ring_works_as_before() {
        ring.registerRing();
        every_operation_completes_once_in_order();
    }

    @Test
    void a_control_ring_has_slots_of_128_bytes() {
        try (IoUring control = IoUring.open(RingSetup.control())) {
            int slot = control.submissions().claim();
            assertThat(control.submissions().slot(slot).byteSize()).isEqualTo(128);
            assertThat(control.submissions().command(slot).byteSize()).isEqualTo(80);
        }
    }

    @Test
    void a_queue_ring_refuses_another_thread() throws InterruptedException {
        try (IoUring queue = IoUring.open(RingSetup.queue(ENTRIES))) {
            List<Throwable> thrown = new ArrayList<>();
            Thread other = Thread.ofPlatform().start(() -> {
                try {
                    queue.submissions().claim();
                    queue.submitAndWait(0);
                } catch (RuntimeException e) {
                    thrown.add(e);
                }
            });
            other.join();
            assertThat(thrown).singleElement().asString().contains("io_uring_enter", "EEXIST (17)", "another one");
        }
    }

    @Test
    void every_method_of_a_closed_ring_says_that_it_is_closed() {
        ring.close();
        ring.close();
        assertThat(ring).asString().contains("closed");
        List<Runnable> calls = List.of(ring::submissions, ring::completions, ring::submit, () -> ring.submitAndWait(0),
                () -> ring.submitAndWait(0, Duration.ZERO), ring::registerRing, () -> ring.registerFiles(0));
        for (Runnable call : calls)
            assertThatThrownBy(call::run).isInstanceOf(IllegalStateException.class).hasMessageContaining("the ring is closed");
    }

    @Test
    void queues_kept_from_a_closed_ring_fail_instead_of_touching_unmapped_memory() {
        SubmissionQueue submissions = ring.submissions();
        CompletionQueue completions = ring.completions();
        ring.close();
        assertThatThrownBy(submissions::claim).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(submissions::pending).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(completions::ready).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> completions.drain((userData, result, flags) -> {})).isInstanceOf(IllegalStateException.class);
    }

    private void claimNop(long userData) {
        int slot = ring.submissions().claim();
        assertThat(slot).isNotEqualTo(SubmissionQueue.FULL);
        io_uring_sqe.opcode(ring.submissions().slot(slot), (byte) io.github.blkunit.ublk.uapi.IoUring.IORING_OP_NOP());
        io_uring_sqe.user_data(ring.submissions().slot(slot), userData);
    }

    private int drain() { return ring.completions().drain((userData, result, flags) -> seen.add(userData)); }
}
