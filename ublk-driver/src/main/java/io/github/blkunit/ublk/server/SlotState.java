package io.github.blkunit.ublk.server;

/** Who owns a tag; see {@link Slot}. */
enum SlotState {
    /** Nobody: not yet handed to the kernel. */
    IDLE,
    /** The kernel, until it completes the fetch. */
    ARMED,
    /** The kernel, until it has delivered the data of a write. */
    GETTING_DATA,
    /** The handler, which must answer, defer, or start operations. */
    SERVING,
    /** The kernel, until the last of the request's operations has ended. */
    OPERATING,
    /** Whoever holds the ticket. */
    DEFERRED,
    /** The server's loop, which must commit the answer. */
    ANSWERED,
    /** Nobody, for ever: the kernel has ended the tag. */
    ENDED
}
