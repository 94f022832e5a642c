package io.github.blkunit.vm.accel;

import io.github.blkunit.vm.Accelerator;
import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.MachineSpec;

/** Boots a machine with a given accelerator. */
@FunctionalInterface
public interface Booter {

    /**
     * Starts it and returns once it runs.
     *
     * @throws MachineFault if it does not start; nothing is left behind
     */
    Machine boot(MachineSpec spec, Accelerator accelerator) throws MachineFault, InterruptedException;
}
