package io.github.blkunit.ublk.uring;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.blkunit.ublk.uapi.io_uring_cqe;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/** The consumer's side of the completion ring. One thread at a time. */
public final class CompletionQueue {
    private static final VarHandle INT = JAVA_INT.varHandle();
    private static final ValueLayout.OfLong USER_DATA = io_uring_cqe.user_data$layout();
    private static final ValueLayout.OfInt RESULT = io_uring_cqe.res$layout();
    private static final ValueLayout.OfInt FLAGS = io_uring_cqe.flags$layout();
    private static final long USER_DATA_OFFSET = io_uring_cqe.user_data$offset();
    private static final long RESULT_OFFSET = io_uring_cqe.res$offset();
    private static final long FLAGS_OFFSET = io_uring_cqe.flags$offset();

    private final MemorySegment ring;
    private final CqLayout layout;
    private final int mask;

    CompletionQueue(MemorySegment ring, CqLayout layout) {
        this.ring = ring;
        this.layout = layout;
        this.mask = layout.entries() - 1;
    }

    /**
     * Hands over what is there, at most one ring full. A completion counts as consumed before its handler runs: a handler that throws never sees it again.
     *
     * @return how many were handed over
     */
    public int drain(CompletionHandler handler) {
        MemorySegment words = ring;
        int first = words.get(JAVA_INT, layout.head()); // ours: only this side writes it
        // ORDER: acquire, so that the completions, and all that the kernel wrote before them, are seen.
        int tail = (int) INT.getAcquire(words, (long) layout.tail());
        int head = first;
        try {
            while (head != tail) {
                long at = layout.cqes() + (head & mask) * CqLayout.CQE_BYTES;
                long userData = words.get(USER_DATA, at + USER_DATA_OFFSET);
                int result = words.get(RESULT, at + RESULT_OFFSET);
                int flags = words.get(FLAGS, at + FLAGS_OFFSET);
                head++;
                handler.completed(userData, result, flags);
            }
        } finally {
            // ORDER: release, so that the kernel reuses the entries only after they have been read.
            INT.setRelease(words, (long) layout.head(), head);
        }
        return head - first;
    }

    /** {@return completions waiting} */
    public int ready() {
        return (int) INT.getAcquire(ring, (long) layout.tail()) - ring.get(JAVA_INT, layout.head());
    }

    /** {@return completions that the kernel had to drop for want of memory; more than 0 is fatal} */
    public int dropped() {
        return (int) INT.getOpaque(ring, (long) layout.overflow());
    }

    /** {@return entries in all} */
    public int capacity() { return layout.entries(); }
}
