package io.github.blkunit.engine;

/** The guest will not answer any more. */
final class SessionLost extends Exception {
    private static final long serialVersionUID = 1;
    private final Cause kind;

    SessionLost(Cause kind, String message) {
        super(message);
        this.kind = kind;
    }

    Cause kind() {
        return kind;
    }

    /** By blame. */
    enum Cause {
        /** The kernel under test died. */
        KERNEL,
        /** Code of the test ended the JVM. */
        EXIT,
        /** The test did not end in time. */
        TIMEOUT,
        /** Machine, agent or channel failed. */
        MACHINERY
    }
}
