package io.github.blkunit.vm;

import java.util.Optional;

/** A way to start machines. */
public interface Launcher {

    /** The name a user selects it by: {@code container}, {@code process} or {@code none}. */
    String name();

    /** Whether it can work here, found out within seconds. */
    Availability availability() throws InterruptedException;

    /**
     * The accelerator that its machines get. The first call may boot a small guest to find out.
     *
     * @throws MachineFault if the one that the user demands does not work here
     */
    AcceleratorChoice accelerator() throws MachineFault, InterruptedException;

    /** What saves and clones machines, if this launcher can do that here. */
    default Optional<Templates> templates() throws InterruptedException {
        return Optional.empty();
    }

    /**
     * Starts a machine and returns once it runs (not once the agent speaks).
     *
     * @throws MachineFault if it cannot be started; nothing is left behind
     */
    Machine launch(MachineSpec spec) throws MachineFault, InterruptedException;
}
