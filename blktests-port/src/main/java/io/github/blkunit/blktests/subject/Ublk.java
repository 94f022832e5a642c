package io.github.blkunit.blktests.subject;

import io.github.blkunit.driver.DriverException;
import java.io.IOException;
import java.nio.file.Path;

/** A ublk server program: upstream's {@code miniublk} or {@code rublk}, here our own, or a user's. */
public interface Ublk {
    /** Serves a new device from a process of its own; returns when the device answers. */
    UblkDisk add(Target target, Crash crash) throws DriverException, IOException, InterruptedException;

    /** Serves a device whose server has died from a new process; returns when it answers. */
    UblkDisk recover(UblkDisk dead, Target target) throws DriverException, IOException, InterruptedException;

    /** What the device does with its requests. */
    sealed interface Target {
        /** Completes everything at once, keeps nothing. */
        record Null() implements Target {
            @Override
            public String toString() { return "null"; }
        }

        /** Reads and writes a file. */
        record Loop(Path file) implements Target {
            @Override
            public String toString() { return "loop"; }
        }
    }

    /** What becomes of a device whose server dies. */
    enum Crash {
        /** It is dead. */
        ENDS_IT,
        /** It waits for another server (UBLK_F_USER_RECOVERY). */
        LEAVES_IT_TO_THE_NEXT_SERVER
    }
}
