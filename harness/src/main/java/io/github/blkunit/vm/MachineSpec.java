package io.github.blkunit.vm;

import io.github.blkunit.ByteSize;
import java.nio.file.Path;
import java.util.List;

/**
 * What a machine is to be.
 *
 * @param cpus virtual CPUs, at least 1
 * @param memory guest memory
 * @param agentClassPath jars or class directories that the agent JVM starts with, in class path order
 * @param agentMain main class of the agent; it gets {@code --channel PATH --secret-file PATH}
 * @param secret shared between host and this guest only; never on a command line
 * @param artefacts an existing directory that belongs to this machine: console log and command line go there
 */
public record MachineSpec(int cpus, ByteSize memory, List<Path> agentClassPath, String agentMain, String secret, Path artefacts) {
    public MachineSpec { agentClassPath = List.copyOf(agentClassPath); }

    /** Without the secret. */
    @Override
    public String toString() { return "MachineSpec[cpus=" + cpus + ", memory=" + memory + ", artefacts=" + artefacts + "]"; }
}
