package io.github.blkunit.ublk.server;

/** Serves a thread's tags. */
interface TagLoop {
    /** Hands every tag to the kernel. This thread serves them from now on, no other may. */
    void fetchAll();

    /** Serves until the kernel has ended all tags. */
    void run();
}
