package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.UblkException;
import io.github.blkunit.ublk.target.Data;
import io.github.blkunit.ublk.target.Op;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Loads before the first request what a request may need: a class that is read from a disk which waits for that class would wait for ever. */
final class Preload {
    private static final int BYTES = 4096;

    private Preload() {}

    /** Takes one slot of no device through all of its states, the wrong ones included. */
    static void classes() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(BYTES);
            Slot slot = new Slot(0, 0, 0, new Data(memory, 0, BYTES, true), true, false);
            Mailbox mailbox = new Mailbox(new Slot[] {slot}, () -> {});
            slot.arm();
            slot.arrive(Op.WRITE, 0, 0, 1);
            slot.data().zero();
            long ticket = slot.defer();
            mailbox.fail(ticket, Errno.EIO);
            mailbox.take(Slot::collect);
            refused(() -> mailbox.ok(ticket));
            slot.arm();
            slot.arrive(Op.READ, 0, 0, 1);
            slot.operate(1);
            slot.operated(-Errno.EIO.number());
            refused(slot::ok);
        }
        EndNotice notice = new EndNotice();
        notice.wakes(() -> {});
        notice.give();
    }

    private static void refused(Runnable misuse) {
        try {
            misuse.run();
        } catch (IllegalStateException expected) {
            if (new UblkException("", expected).toString().isEmpty()) throw expected;
            return;
        }
        throw new AssertionError("a request was answered twice");
    }
}
