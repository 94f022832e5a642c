package io.github.blkunit.engine;

import io.github.blkunit.ByteSize;
import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineFault;
import java.nio.file.Path;

/** Where the engine gets machines from: a launcher, a pool of clones, or a test's fake. */
interface MachineSource {

    /** Which launcher and accelerator, and why; one line, known after the first {@link #open} at the latest. */
    String header() throws MachineFault, InterruptedException;

    /**
     * A machine whose agent is about to say hello; the caller closes it.
     *
     * @param cpus unless the user set them
     * @param memory unless the user set it
     * @param secret for the handshake
     * @param artefacts an existing directory for the machine's own files
     */
    Machine open(int cpus, ByteSize memory, String secret, Path artefacts) throws MachineFault, InterruptedException;
}
