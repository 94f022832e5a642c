package io.github.blkunit.engine;

import io.github.blkunit.engine.Machines.Opened;
import org.jspecify.annotations.Nullable;

/** The machine of the class that is running, one at a time. For one thread. */
final class ClassMachine {
    private final RunContext context;
    private @Nullable Opened current;

    ClassMachine(RunContext context) {
        this.context = context;
    }

    boolean isThere() { return current != null; }

    /** One that was made before it was needed; there must be none. */
    void take(Opened machine) {
        current = machine;
        context.say(machine.arrival());
    }

    /**
     * A session with a guest that has the class path: the one that is there already, or a new one.
     *
     * @throws VmInfrastructureException if there is no machine
     */
    GuestSession session(MachineStart start) throws InterruptedException {
        Opened machine = current;
        if (machine == null) {
            machine = context.machines().open(start);
            take(machine);
        }
        return machine.session();
    }

    /** Done with it: what may have been left behind in it is not for the next class, if another machine costs little. */
    void release() {
        Opened machine = current;
        if (machine != null && machine.reusable()) {
            current = null;
            context.machines().giveBack(machine.session());
        }
        discard();
    }

    /** It is of no use any more. */
    void discard() {
        Opened machine = current;
        current = null;
        if (machine != null) context.machines().end(machine.session());
    }
}
