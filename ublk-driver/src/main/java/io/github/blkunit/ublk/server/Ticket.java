package io.github.blkunit.ublk.server;

/** The only place that knows what a ticket's 64 bits mean: generation above, the slot's index below. */
final class Ticket {
    private Ticket() {}

    static long of(int generation, int index) { return (long) generation << Integer.SIZE | index; }

    static int generation(long ticket) { return (int) (ticket >>> Integer.SIZE); }

    static int index(long ticket) { return (int) ticket; }
}
