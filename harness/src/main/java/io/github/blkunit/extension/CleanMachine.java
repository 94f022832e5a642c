package io.github.blkunit.extension;

import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.MachineState;
import org.jspecify.annotations.Nullable;

/**
 * What was in the machine when the last class had gone and was found to leave nothing behind: what the next one begins with. A machine that is cloned brings it along. To
 * look costs a fifth of a second where processors are emulated, so it is done once between two classes.
 */
final class CleanMachine {
    private static @Nullable MachineState seen;

    private CleanMachine() {}

    static synchronized void keep(MachineState state) { seen = state; }

    /** Taken, and not only read: a class that is not found clean is followed by a look. */
    static synchronized MachineState take() throws DriverException {
        MachineState known = seen;
        seen = null;
        return known == null ? MachineState.now() : known;
    }
}
