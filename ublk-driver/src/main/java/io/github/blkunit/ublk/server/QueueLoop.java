package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.UblkException;
import io.github.blkunit.ublk.target.Answer;
import io.github.blkunit.ublk.target.Target;
import io.github.blkunit.ublk.uapi.UblkCmd;
import io.github.blkunit.ublk.uring.CompletionHandler;
import io.github.blkunit.ublk.uring.IoUring;
import org.jspecify.annotations.Nullable;

/**
 * Serves one queue on one thread: fetch every tag once, then answer and fetch again until the kernel ends them all. Allocates nothing per request.
 */
final class QueueLoop implements CompletionHandler {
    private static final int OK = UblkCmd.UBLK_IO_RES_OK();
    private static final int ABORT = -Errno.ENODEV.number();

    private final int queue;
    private final IoUring ring;
    private final IoDescriptors descriptors;
    private final Target target;
    private final Slot[] slots;
    private final IoCommands commands;
    private int alive;
    private long failures;
    private @Nullable Throwable firstFailure;

    QueueLoop(int queue, IoUring ring, IoDescriptors descriptors, Target target, Slot[] slots) {
        this.queue = queue;
        this.ring = ring;
        this.descriptors = descriptors;
        this.target = target;
        this.slots = slots;
        this.commands = new IoCommands(ring.submissions(), queue);
    }

    /** Hands every tag to the kernel. This thread serves them from now on, no other may. */
    void fetchAll() {
        for (Slot slot : slots) commands.fetch(slot);
        alive = slots.length;
        int taken = ring.submit();
        if (taken < slots.length)
            throw new UblkException("the kernel took only some of the fetches: queue=" + queue + ", taken=" + taken + ", depth="
                    + slots.length);
    }

    /** Serves until the kernel has ended all tags. */
    void run() {
        while (alive > 0) {
            ring.submitAndWait(1);
            ring.completions().drain(this);
        }
    }

    @Override
    public void completed(long userData, int result, int flags) {
        Slot slot = slots[(int) userData];
        if (result == OK) {
            serve(slot);
            commands.commit(slot);
        } else if (result == ABORT) {
            slot.end();
            alive--;
        } else {
            throw new UblkException("the kernel refused an I/O command: errno=" + (Errno.isError(result) ? Errno.of(result)
                    : result) + ", " + slot);
        }
    }

    private void serve(Slot slot) {
        if (!descriptors.load(slot)) {
            slot.fail(Errno.EOPNOTSUPP);
            return;
        }
        try {
            Answer answer = target.serve(slot);
            if (!slot.isAnsweredBy(answer))
                throw new IllegalStateException("a target returned the answer of another request: " + slot);
        } catch (RuntimeException e) {
            failed(slot, e);
        }
    }

    /** The request fails, the device goes on; whoever ends it learns about it. */
    private void failed(Slot slot, RuntimeException e) {
        failures++;
        if (firstFailure == null) firstFailure = new UblkException("the target failed: " + slot, e);
        if (slot.state() == SlotState.SERVING) slot.fail(Errno.EIO);
    }

    /** {@return how many requests failed because the target threw} */
    long failures() { return failures; }

    /** {@return the first of them} */
    @Nullable
    Throwable firstFailure() { return firstFailure; }

    @Override
    public String toString() { return "queue " + queue; }
}
