package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.target.Completions;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Where other threads leave the outcome of deferred requests: one bit per slot, so it can neither overflow nor allocate. The owner is woken once for all that
 * come until it looks.
 */
final class Mailbox implements Completions {
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle WOKEN = wokenHandle();

    private final Slot[] slots;
    private final long[] words;
    private final Runnable waker;
    @SuppressWarnings("UnusedVariable") // by the handle only
    private boolean woken;

    Mailbox(Slot[] slots, Runnable waker) {
        this.slots = slots;
        this.words = new long[(slots.length + Long.SIZE - 1) / Long.SIZE];
        this.waker = waker;
    }

    private static VarHandle wokenHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Mailbox.class, "woken", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("Mailbox.woken", impossible);
        }
    }

    /** Takes what has been left. */
    interface Taker {
        void taken(Slot slot);
    }

    @Override
    public void ok(long ticket) { post(ticket, 0); }

    @Override
    public void fail(long ticket, Errno errno) { post(ticket, -errno.number()); }

    private void post(long ticket, int outcome) {
        int index = Ticket.index(ticket);
        if (index < 0 || index >= slots.length)
            throw new IllegalArgumentException("not a ticket of this thread: ticket=0x" + Long.toHexString(ticket));
        slots[index].redeem(Ticket.generation(ticket), outcome);
        // ORDER: the bit after the outcome, which its taker reads.
        WORD.getAndBitwiseOr(words, index / Long.SIZE, 1L << index);
        if (WOKEN.compareAndSet(this, false, true)) waker.run();
    }

    /** On the owner's thread. */
    void take(Taker taker) {
        WOKEN.setVolatile(this, false); // ORDER: before looking, so that whoever comes after the look wakes again
        for (int word = 0; word < words.length; word++) {
            long bits = (long) WORD.getAndSet(words, word, 0L);
            while (bits != 0) {
                int index = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
                bits &= bits - 1;
                taker.taken(slots[index]);
            }
        }
    }
}
