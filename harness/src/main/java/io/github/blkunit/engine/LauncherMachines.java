package io.github.blkunit.engine;

import io.github.blkunit.ByteSize;
import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.MachineRequest;
import io.github.blkunit.vm.MachineSpec;
import io.github.blkunit.vm.Payload;
import io.github.blkunit.vm.Templates;
import io.github.blkunit.vm.VmSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Machines as the user's settings say. */
final class LauncherMachines implements MachineSource {
    private final io.github.blkunit.vm.Machines machines;

    LauncherMachines(VmSettings settings) { this.machines = new io.github.blkunit.vm.Machines(settings); }

    @Override
    public String header() throws MachineFault, InterruptedException {
        return machines.description();
    }

    @Override
    public MachineSpec spec(int cpus, ByteSize memory, String secret, Path artefacts) throws MachineFault {
        Path agent = agentJar(artefacts);
        return machines.spec(new MachineRequest(cpus, memory, new Payload.Agent(List.of(agent), AgentJar.MAIN), secret,
                artefacts));
    }

    @Override
    public Machine open(MachineSpec spec) throws MachineFault, InterruptedException {
        return machines.open(spec);
    }

    @Override
    public Optional<Templates> templates() throws MachineFault, InterruptedException {
        return machines.templates();
    }

    private static Path agentJar(Path directory) throws MachineFault {
        try {
            return AgentJar.write(directory.resolve("agent.jar"));
        } catch (IOException e) {
            throw new MachineFault("cannot write the agent's jar into " + directory + " (blkunit.artefacts): " + e.getMessage(),
                    e);
        }
    }
}
