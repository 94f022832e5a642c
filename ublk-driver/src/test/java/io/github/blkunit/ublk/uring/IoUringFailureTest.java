package io.github.blkunit.ublk.uring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.SystemCallException;
import io.github.blkunit.ublk.uapi.io_uring_sqe;
import io.github.blkunit.ublk.uring.FailingCalls.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when the kernel says no. */
class IoUringFailureTest {
    private static final RingSetup SETUP = RingSetup.plain(8);
    private final FailingCalls calls = new FailingCalls();

    @AfterEach
    void nothing_stays_open_or_mapped() {
        assertThat(calls.open).isZero();
        assertThat(calls.mapped).isZero();
    }

    @ParameterizedTest @CsvSource({"EPERM, kernel.io_uring_disabled", "ENOSYS, has no io_uring", "EINVAL, Linux 6.1",
            "ENOMEM, RLIMIT_MEMLOCK"})
    void a_refused_ring_names_the_cure(String symbol, String cure) {
        Errno errno = switch (symbol) {
            case "EPERM" -> Errno.EPERM;
            case "ENOSYS" -> Errno.ENOSYS;
            case "EINVAL" -> Errno.EINVAL;
            default -> Errno.ENOMEM;
        };
        calls.fail(Call.SETUP, errno, 0, 1);
        assertThatThrownBy(() -> IoUring.open(SETUP, calls)).isInstanceOf(SystemCallException.class)
                .hasMessageContaining("io_uring_setup failed: errno=" + errno).hasMessageContaining("entries=8")
                .hasMessageContaining(cure);
    }

    @ParameterizedTest @ValueSource(ints = {0, 1})
    void a_refused_mapping_leaves_nothing_behind(int goodMappings) {
        calls.fail(Call.MAP, Errno.ENOMEM, goodMappings, 1);
        assertThatThrownBy(() -> IoUring.open(SETUP, calls)).hasMessageContaining("mmap failed: errno=ENOMEM (12)");
    }

    @Test
    void an_interrupted_wait_goes_on() {
        try (IoUring ring = IoUring.open(SETUP, calls.fail(Call.ENTER, Errno.EINTR, 0, 5))) {
            claimNop(ring);
            assertThat(ring.submitAndWait(1)).isEqualTo(1);
            assertThat(calls.entered).isEqualTo(6);
        }
    }

    @Test
    void a_short_lack_of_memory_is_waited_for() {
        try (IoUring ring = IoUring.open(SETUP, calls.fail(Call.ENTER, Errno.EAGAIN, 0, 3))) {
            claimNop(ring);
            assertThat(ring.submit()).isEqualTo(1);
        }
    }

    @Test
    void a_long_lack_of_memory_fails() {
        try (IoUring ring = IoUring.open(SETUP, calls.fail(Call.ENTER, Errno.EAGAIN, 0, Integer.MAX_VALUE))) {
            claimNop(ring);
            assertThatThrownBy(ring::submit).hasMessageContaining("EAGAIN (11)").hasMessageContaining("no memory");
        }
    }

    @Test
    void a_busy_ring_submits_nothing_until_completions_are_consumed() {
        try (IoUring ring = IoUring.open(SETUP, calls.fail(Call.ENTER, Errno.EBUSY, 0, 1))) {
            claimNop(ring);
            assertThat(ring.submit()).isZero();
            assertThat(ring.submissions().pending()).isEqualTo(1);
            assertThat(ring.submit()).isEqualTo(1);
        }
    }

    @Test
    void any_other_error_names_call_ring_and_number() {
        try (IoUring ring = IoUring.open(SETUP, calls.fail(Call.ENTER, Errno.ENOSPC, 0, 1))) {
            assertThatThrownBy(ring::submit).isInstanceOf(SystemCallException.class).hasMessageContaining(
                    "io_uring_enter failed: errno=ENOSPC (28)");
        }
    }

    @Test
    void an_old_kernel_without_registered_rings_works_all_the_same() {
        try (IoUring ring = IoUring.open(SETUP, calls.fail(Call.REGISTER, Errno.EINVAL, 0, 1))) {
            ring.registerRing();
            claimNop(ring);
            assertThat(ring.submitAndWait(1)).isEqualTo(1);
        }
    }

    private static void claimNop(IoUring ring) {
        int slot = ring.submissions().claim();
        io_uring_sqe.opcode(ring.submissions().slot(slot), (byte) io.github.blkunit.ublk.uapi.IoUring.IORING_OP_NOP());
    }
}
