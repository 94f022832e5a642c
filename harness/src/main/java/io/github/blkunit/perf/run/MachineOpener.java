package io.github.blkunit.perf.run;

import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.MachineRequest;
import io.github.blkunit.vm.Machines;

/** Where a run's machines come from. Used by one thread. */
public interface MachineOpener {
    /** One line for people: launcher and accelerator, and why these. */
    String description() throws MachineFault, InterruptedException;

    /**
     * Starts a machine, which the caller closes.
     *
     * @throws MachineFault if it cannot be started; nothing is left behind
     */
    Machine open(MachineRequest request) throws MachineFault, InterruptedException;

    /** As the user's settings say. */
    static MachineOpener of(Machines machines) {
        return new MachineOpener() {
            @Override
            public String description() throws MachineFault, InterruptedException { return machines.description(); }

            @Override
            public Machine open(MachineRequest request) throws MachineFault, InterruptedException {
                return machines.open(request);
            }
        };
    }
}
