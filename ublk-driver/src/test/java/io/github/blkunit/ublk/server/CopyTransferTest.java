package io.github.blkunit.ublk.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.target.Data;
import io.github.blkunit.ublk.target.IntegrityFormat;
import io.github.blkunit.ublk.target.IntegrityFormat.Checksum;
import io.github.blkunit.ublk.target.Op;
import io.github.blkunit.ublk.uapi.UblkCmd;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** User copy when the kernel moves less than asked, is interrupted, or refuses. */
class CopyTransferTest {
    private static final int FD = 5;
    private final List<String> calls = new ArrayList<>();
    private final List<Long> answers = new ArrayList<>();
    private final Slot slot = new Slot(0, 3, 9, new Data(Arena.ofAuto().allocate(8192), 0, 8192, false), true, false);
    private final CopyTransfer transfer = new CopyTransfer(FD, new FileCalls() {
        @Override
        public long pread(int fd, long address, long bytes, long position) { return note("pread", bytes, position); }

        @Override
        public long pwrite(int fd, long address, long bytes, long position) { return note("pwrite", bytes, position); }
    });

    private long note(String call, long bytes, long position) {
        calls.add(call + " " + bytes + " at " + (position - CopyTransfer.position(3, 9)));
        return answers.isEmpty() ? bytes : answers.removeFirst();
    }

    private void arrive(Op op) {
        slot.arm();
        slot.arrive(op, 0, 0, 16);
    }

    @Test
    void the_place_of_a_request_follows_from_queue_and_tag() {
        assertThat(CopyTransfer.position(3, 9)).isEqualTo(0x80000000L + (3L << 41 | 9L << 25));
    }

    @Test
    void a_write_is_fetched_before_and_a_read_is_delivered_after() {
        arrive(Op.WRITE);
        assertThat(transfer.arrived(slot)).isTrue();
        slot.ok();
        transfer.answered(slot);
        arrive(Op.READ);
        assertThat(transfer.arrived(slot)).isTrue();
        slot.ok();
        transfer.answered(slot);
        assertThat(calls).containsExactly("pread 8192 at 0", "pwrite 8192 at 0");
    }

    @Test
    void protection_information_travels_beside_the_data() {
        Slot guarded = new Slot(0, 3, 9, new Data(Arena.ofAuto().allocate(8192), 0, 8192, false), new Metadata(new Data(Arena
                .ofAuto().allocate(128), 0, 128, false), new IntegrityFormat(8, 512, Checksum.CRC16_T10DIF, 0, 0, true, false)),
                true, false);
        guarded.arm();
        guarded.arrive(Op.WRITE, (int) UblkCmd.UBLK_IO_F_INTEGRITY(), 0, 16);
        assertThat(transfer.arrived(guarded)).isTrue();
        guarded.ok();
        guarded.arm();
        guarded.arrive(Op.READ, (int) UblkCmd.UBLK_IO_F_INTEGRITY(), 0, 2);
        guarded.ok();
        transfer.answered(guarded);
        guarded.arm();
        guarded.arrive(Op.READ, 0, 0, 2);
        guarded.ok();
        transfer.answered(guarded);
        long beside = 1L << 62;
        assertThat(calls).containsExactly("pread 8192 at 0", "pread 128 at " + beside, "pwrite 1024 at 0", "pwrite 16 at "
                + beside, "pwrite 1024 at 0");
    }

    @Test
    void partial_and_interrupted_copies_go_on() {
        answers.addAll(List.of(4096L, (long) -Errno.EINTR.number()));
        arrive(Op.WRITE);
        assertThat(transfer.arrived(slot)).isTrue();
        assertThat(calls).containsExactly("pread 8192 at 0", "pread 4096 at 4096", "pread 4096 at 4096");
    }

    @Test
    void a_refused_copy_fails_the_request_and_not_the_server() {
        answers.add((long) -Errno.EINVAL.number());
        arrive(Op.WRITE);
        assertThat(transfer.arrived(slot)).isFalse();
        assertThat(slot.result()).isEqualTo(-Errno.EINVAL.number());
        answers.add(0L);
        arrive(Op.READ);
        slot.ok();
        transfer.answered(slot);
        assertThat(slot.result()).isEqualTo(-Errno.EIO.number());
    }

    @Test
    void nothing_is_copied_for_a_failed_read_or_a_flush() {
        arrive(Op.READ);
        slot.fail(Errno.ENOSPC);
        transfer.answered(slot);
        arrive(Op.FLUSH);
        assertThat(transfer.arrived(slot)).isTrue();
        slot.ok();
        transfer.answered(slot);
        assertThat(calls).isEmpty();
    }
}
