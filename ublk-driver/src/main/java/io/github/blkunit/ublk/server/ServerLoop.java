package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.UblkException;
import io.github.blkunit.ublk.target.Answer;
import io.github.blkunit.ublk.target.IoHandler;
import io.github.blkunit.ublk.uapi.UblkCmd;
import io.github.blkunit.ublk.uring.CompletionHandler;
import io.github.blkunit.ublk.uring.CompletionQueue;
import io.github.blkunit.ublk.uring.IoUring;
import org.jspecify.annotations.Nullable;

/**
 * Serves one thread's tags: fetch every tag once, then answer and fetch again until the kernel ends them all. Allocates nothing per request.
 */
final class ServerLoop implements CompletionHandler, TagLoop {
    private static final int OK = UblkCmd.UBLK_IO_RES_OK();
    private static final int NEED_DATA = UblkCmd.UBLK_IO_RES_NEED_GET_DATA();
    private static final int ABORT = -Errno.ENODEV.number();
    private static final int EXPIRED = -Errno.ETIME.number();

    private final IoUring ring;
    private final IoDescriptors descriptors;
    private final IoHandler handler;
    private final Slot[] slots;
    private final IoCommands commands;
    private final Commits commits;
    private final Transfer transfer;
    private final Mailbox mailbox;
    private final Wake wake;
    private final EndNotice notice;
    private final Mailbox.Taker collected = this::collected;
    private int alive;
    private long failures;
    private @Nullable Throwable firstFailure;

    ServerLoop(IoUring ring, IoDescriptors descriptors, IoHandler handler, Slot[] slots, IoCommands commands, Commits commits,
            Transfer transfer,
            Mailbox mailbox,
            Wake wake, EndNotice notice) {
        this.ring = ring;
        this.descriptors = descriptors;
        this.handler = handler;
        this.slots = slots;
        this.commands = commands;
        this.commits = commits;
        this.transfer = transfer;
        this.mailbox = mailbox;
        this.wake = wake;
        this.notice = notice;
    }

    /** Lets other threads wake this one. */
    void listen() { wake.arm(commands); }

    @Override
    public void fetchAll() {
        listen();
        for (Slot slot : slots) commands.fetch(slot);
        alive = slots.length;
        ring.submit();
        if (ring.submissions().pending() > 0)
            throw new UblkException("the kernel took only some of the fetches: not taken=" + ring.submissions().pending()
                    + ", tags=" + slots.length);
        for (Slot slot : slots) commands.fetched(slot);
        ring.completions().drain(this); // a refusal is there at once
    }

    @Override
    public void run() {
        IoUring ownRing = ring;
        CompletionQueue completions = ownRing.completions();
        while (!isOver()) {
            ownRing.submitAndWait(1);
            completions.drain(this);
        }
        while (ownRing.submissions().pending() > 0) { // the last answers
            ownRing.submit();
            completions.drain(this);
        }
    }

    /** What the kernel handed over before it began to end the device has arrived before any news of the end has. */
    private boolean isOver() {
        return alive == 0 || (notice.given() && !holdsAny());
    }

    private boolean holdsAny() {
        for (Slot slot : slots) if (slot.state() != SlotState.ARMED && slot.state() != SlotState.ENDED) return true;
        return false;
    }

    @Override
    public void completed(long userData, int result, int flags) {
        if (userData >>> Integer.SIZE != UserData.COMMAND) {
            rare(userData, result);
            return;
        }
        Slot slot = slots[(int) userData];
        if (result == OK) arrived(slot);
        else if (result == ABORT) ended(slot);
        else if (result == NEED_DATA) getData(slot);
        else
            throw refused("an I/O command", result, slot);
    }

    /** The kernel has handed over the slot's request. */
    void arrived(Slot slot) {
        if (!descriptors.load(slot)) {
            slot.fail(Errno.EOPNOTSUPP);
            commits.commit(slot);
        } else if (transfer.arrived(slot)) {
            serve(slot, handler);
        } else {
            commits.commit(slot);
        }
    }

    private void serve(Slot slot, IoHandler by) {
        try {
            checked(slot, by.handle(slot));
        } catch (RuntimeException e) {
            failed(slot, e);
        }
        if (slot.state() == SlotState.ANSWERED) commit(slot);
    }

    private static void checked(Slot slot, Answer answer) {
        if (!slot.isAnsweredBy(answer))
            throw new IllegalStateException("a handler returned the answer of another request: " + slot);
    }

    private void commit(Slot slot) {
        transfer.answered(slot);
        commits.commit(slot);
    }

    /** The request fails, the device goes on; whoever ends it learns about it. */
    private void failed(Slot slot, RuntimeException e) {
        failures++;
        if (firstFailure == null) firstFailure = new UblkException("the handler failed: " + slot, e);
        slot.abandon();
    }

    private void getData(Slot slot) {
        slot.getData();
        commands.getData(slot);
    }

    private void ended(Slot slot) {
        slot.end();
        alive--;
        notice.give();
    }

    /** The kernel has begun to end the device. */
    void ending() { notice.give(); }

    private void rare(long userData, int result) {
        int kind = UserData.kind(userData);
        if (kind == UserData.WAKE) {
            wake.woken(result, commands);
            mailbox.take(collected);
            return;
        }
        Slot slot = slots[UserData.index(userData)];
        switch (kind) {
            case UserData.OPERATION -> {
                if (slot.operated(result)) commit(slot);
            }
            case UserData.DELAY -> {
                if (result == EXPIRED) serve(slot, slot.resume());
                else if (slot.operated(result)) commit(slot);
            }
            case UserData.REGISTER -> slot.registeringFailed(); // the operations fail then, too, and the request with them
            case UserData.UNREGISTER -> {
                if (!slot.unregisteringMayFail()) throw refused("to take pages back", result, slot);
            }
            default -> throw refused("an I/O command, kind=" + kind, result, slot);
        }
    }

    private void collected(Slot slot) {
        slot.collect();
        commit(slot);
    }

    private static UblkException refused(String what, int result, Slot slot) {
        return new UblkException("the kernel refused " + what + ": errno=" + (Errno.isError(result) ? Errno.of(result) : result)
                + ", " + slot);
    }

    /** {@return the thread's slot with this index} */
    Slot slot(int index) { return slots[index]; }

    /** {@return how many requests failed because the handler threw} */
    long failures() { return failures; }

    /** {@return the first of them} */
    @Nullable
    Throwable firstFailure() { return firstFailure; }
}
