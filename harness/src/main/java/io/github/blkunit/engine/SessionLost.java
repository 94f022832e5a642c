package io.github.blkunit.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/** The guest will not answer any more. */
final class SessionLost extends Exception {
    private static final long serialVersionUID = 1;
    private final Cause kind;
    private final transient Map<String, String> files;

    SessionLost(Cause kind, String message) {
        this(kind, message, Map.of());
    }

    /** @param files what was found out, by file name */
    SessionLost(Cause kind, String message, Map<String, String> files) {
        super(message);
        this.kind = kind;
        this.files = new LinkedHashMap<>(files);
    }

    Cause kind() {
        return kind;
    }

    /** Evidence for the test's folder. */
    Map<String, String> files() {
        return files;
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
