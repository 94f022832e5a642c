package io.github.blkunit.vm;

import io.github.blkunit.ByteSize;
import java.nio.file.Path;
import java.util.List;

/**
 * What a machine is to be.
 *
 * @param cpus virtual CPUs, at least 1
 * @param memory guest memory, at least 64 MiB
 * @param payload what runs in it
 * @param kernelArguments appended to the kernel's command line
 * @param secret shared between host and this guest only; never on a command line
 * @param artefacts a directory that belongs to this machine: console log and command line go there
 * @param debugging where debuggers reach into it
 * @param time what makes the guest's clock go
 */
public record MachineSpec(int cpus, ByteSize memory, Payload payload, List<String> kernelArguments, String secret,
        Path artefacts, Debugging debugging, VirtualTime time) {
    private static final ByteSize LEAST_MEMORY = ByteSize.mib(64);

    public MachineSpec {
        kernelArguments = List.copyOf(kernelArguments);
        if (cpus < 1 || cpus > 255) {
            throw new IllegalArgumentException("a machine has 1 to 255 CPUs: cpus=" + cpus);
        }
        if (memory.compareTo(LEAST_MEMORY) < 0) {
            throw new IllegalArgumentException("too little memory for a machine: memory=" + memory + ", least=" + LEAST_MEMORY);
        }
    }

    /** A machine without debuggers, with the host's time. */
    public MachineSpec(int cpus, ByteSize memory, Payload payload, List<String> kernelArguments, String secret, Path artefacts) {
        this(cpus, memory, payload, kernelArguments, secret, artefacts, Debugging.NONE, VirtualTime.HOST);
    }

    /** A machine that runs the agent, with no further kernel arguments. */
    public MachineSpec(int cpus, ByteSize memory, List<Path> agentClassPath, String agentMain, String secret, Path artefacts) {
        this(cpus, memory, new Payload.Agent(agentClassPath, agentMain), List.of(), secret, artefacts);
    }

    /** Without the secret. */
    @Override
    public String toString() { return "MachineSpec[cpus=" + cpus + ", memory=" + memory + ", artefacts=" + artefacts + "]"; }
}
