package io.github.blkunit.engine;

import io.github.blkunit.ByteSize;
import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineFault;
import java.nio.file.Path;

/** Machines of a launcher. */
final class LauncherMachines implements MachineSource {
    private final EngineSettings settings;

    LauncherMachines(EngineSettings settings) { this.settings = settings; }

    @Override
    public String header() throws MachineFault {
        throw new MachineFault("no launcher yet: " + settings.launcher());
    }

    @Override
    public Machine open(int cpus, ByteSize memory, String secret, Path artefacts) throws MachineFault {
        throw new MachineFault("no launcher yet: " + settings.launcher());
    }
}
