package io.github.blkunit.ublk.server;

/** The only place that knows what a submission's 64 bits of user data mean: kind above, the slot's index below. The commonest kind is 0. */
final class UserData {
    /** Fetch, commit, or request for data. */
    static final int COMMAND = 0;
    /** An operation of a handler. */
    static final int OPERATION = 1;
    /** A delay of a handler. */
    static final int DELAY = 2;
    /** Registering or taking back a request's pages; completes only if it failed. */
    static final int REGISTER = 3;
    static final int UNREGISTER = 4;
    /** Another thread has put something into the mailbox. */
    static final int WAKE = 5;
    /** Tags have arrived in a batch. */
    static final int BATCH_FETCH = 6;
    /** A batch of answers was taken. */
    static final int BATCH_COMMIT = 7;
    /** Tags were made known in a batch. */
    static final int BATCH_PREPARE = 8;
    /** A single answer was not taken; completes only then. */
    static final int LONE_ANSWER = 9;

    private UserData() {}

    static long of(int kind, int index) { return (long) kind << Integer.SIZE | index; }

    static int kind(long userData) { return (int) (userData >>> Integer.SIZE); }

    static int index(long userData) { return (int) userData; }
}
