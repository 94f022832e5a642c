package io.github.blkunit.ublk.server;

/** Who owns a tag; see {@link Slot}. */
enum SlotState {
    /** Nobody: not yet handed to the kernel. */
    IDLE,
    /** The kernel, until it completes the fetch. */
    ARMED,
    /** The target, which must answer. */
    SERVING,
    /** The queue loop, which must commit the answer. */
    ANSWERED,
    /** Nobody, for ever: the kernel has ended the tag. */
    ENDED
}
