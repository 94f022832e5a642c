package io.github.blkunit.engine;

import io.github.blkunit.ByteSize;
import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.MachineSpec;
import io.github.blkunit.vm.Templates;
import java.nio.file.Path;
import java.util.Optional;

/** Where the engine gets machines from: a launcher, or a test's fake. */
interface MachineSource {

    /** Which launcher and accelerator, and why; one line. */
    String header() throws MachineFault, InterruptedException;

    /**
     * What a machine with an agent is to be.
     *
     * @param cpus unless the user set them
     * @param memory unless the user set it
     * @param secret for the handshake
     * @param artefacts an existing directory for the machine's own files
     */
    MachineSpec spec(int cpus, ByteSize memory, String secret, Path artefacts) throws MachineFault;

    /** Boots a machine whose agent is about to say hello; the caller closes it. */
    Machine open(MachineSpec spec) throws MachineFault, InterruptedException;

    /** What saves and clones machines, if that can be done here. */
    default Optional<Templates> templates() throws MachineFault, InterruptedException {
        return Optional.empty();
    }
}
