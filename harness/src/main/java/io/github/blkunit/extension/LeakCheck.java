package io.github.blkunit.extension;

import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.Kmemleak;
import io.github.blkunit.driver.MachineState;
import java.util.Optional;

/** What a class must not leave behind in its machine: compared before its driver comes up and after it has gone. */
@FunctionalInterface
interface LeakCheck {
    /**
     * Compares now.
     *
     * @throws DriverException if something is left behind; the message names all of it
     */
    void requireNone() throws DriverException;

    /** Where others are at work, too, a comparison would say nothing. */
    static LeakCheck none() {
        return () -> {};
    }

    /** Compares with what there is now, if this is one of blkunit's machines. */
    static LeakCheck here() throws DriverException {
        if (!MachineState.tells()) return none();
        MachineState before = CleanMachine.take();
        Optional<Kmemleak> memory = Kmemleak.fromNow();
        return () -> {
            MachineState after = before.requireNothingMore();
            if (memory.isPresent()) memory.get().requireNone();
            CleanMachine.keep(after);
        };
    }
}
