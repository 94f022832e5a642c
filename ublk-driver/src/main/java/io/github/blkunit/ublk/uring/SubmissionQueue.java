package io.github.blkunit.ublk.uring;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.blkunit.ublk.uapi.io_uring_sqe;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The producer's side of the submission ring. Head and tail are free-running 32-bit counters.
 *
 * <p>Use: {@link #claim} a slot, fill {@link #slot} and perhaps {@link #command}, then let the ring submit. A slot that is submitted again and again with nearly
 * the same contents can be {@linkplain RingSetup#pinned pinned}: it is never claimed, keeps what was written, and goes out by {@link #push}, which costs two
 * stores. One thread at a time.
 */
public final class SubmissionQueue {
    /** What {@link #claim} answers when every slot waits for the kernel. */
    public static final int FULL = -1;

    private static final VarHandle INT = JAVA_INT.varHandle();

    private final MemorySegment ring;
    private final SqLayout layout;
    private final MemorySegment[] slots;
    private final MemorySegment[] commands;
    private final int mask;
    private final int slotBytes;
    private final int pinned;
    private final int pool;
    private int tail; // ours, claimed up to here; published by publish()
    private int next; // the next slot of the pool, counted from its start
    private int used; // slots of the pool claimed since the kernel was last known to have taken all

    SubmissionQueue(MemorySegment ring, MemorySegment sqes, SqLayout layout, int slotBytes, int pinned) {
        this.ring = ring;
        this.layout = layout;
        this.slotBytes = slotBytes;
        this.pinned = pinned;
        this.pool = layout.entries() - pinned;
        this.mask = layout.entries() - 1;
        this.slots = new MemorySegment[layout.entries()];
        this.commands = new MemorySegment[layout.entries()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = sqes.asSlice((long) i * slotBytes, slotBytes);
            commands[i] = slots[i].asSlice(io_uring_sqe.cmd$offset());
        }
        this.tail = ring.get(JAVA_INT, layout.tail());
    }

    /** {@return the index of a zeroed slot, which is now the caller's until the ring submits, or {@link #FULL}} */
    public int claim() {
        if (pending() == 0) used = 0;
        if (used == pool) return FULL;
        int index = pinned + next;
        next = next + 1 == pool ? 0 : next + 1;
        used++;
        MemorySegment slot = slots[index];
        for (int at = 0; at < slotBytes; at += Long.BYTES) // slots keep what the last command wrote
            slot.set(JAVA_LONG, at, 0L);
        push(index);
        return index;
    }

    /** Submits a pinned slot as it is when the ring submits. The caller sees to it that it is not already waiting for that. */
    public void push(int index) {
        ring.set(JAVA_INT, layout.array() + ((long) (tail & mask) << 2), index);
        tail++;
    }

    /** {@return the slot's memory, for the accessors of {@code io_uring_sqe}} */
    public MemorySegment slot(int index) {
        return slots[index];
    }

    /** {@return the slot's command area, for the accessors of a passthrough command's structure} */
    public MemorySegment command(int index) {
        return commands[index];
    }

    /** {@return slots claimed or pushed and not yet taken by the kernel} */
    public int pending() {
        // ORDER: acquire, so that a slot is overwritten only after the kernel has read it.
        int head = (int) INT.getAcquire(ring, (long) layout.head());
        return tail - head;
    }

    /** {@return slots in all} */
    public int capacity() { return slots.length; }

    /** Shows the claimed slots to the kernel. */
    void publish() {
        // ORDER: release, so that the kernel sees the slots' contents before the new tail.
        INT.setRelease(ring, (long) layout.tail(), tail);
    }
}
