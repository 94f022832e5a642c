package io.github.blkunit.ublk.server;

/** Where answered requests go. */
interface Commits {
    /** OWNER: the kernel, from the submission on. */
    void commit(Slot slot);
}
