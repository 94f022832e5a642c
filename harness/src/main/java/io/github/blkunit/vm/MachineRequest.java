package io.github.blkunit.vm;

import io.github.blkunit.ByteSize;
import java.nio.file.Path;

/**
 * What somebody wants of a machine; the user's settings go before {@code cpus} and {@code memory}.
 *
 * @param cpus virtual CPUs, unless the user set them
 * @param memory guest memory, unless the user set it
 * @param payload what runs in it
 * @param secret shared between host and this guest only
 * @param artefacts a directory that belongs to this machine: console log and command line go there
 * @param time what makes the guest's clock go
 */
public record MachineRequest(int cpus, ByteSize memory, Payload payload, String secret, Path artefacts, VirtualTime time) {

    /** With the host's time. */
    public MachineRequest(int cpus, ByteSize memory, Payload payload, String secret, Path artefacts) {
        this(cpus, memory, payload, secret, artefacts, VirtualTime.HOST);
    }

    /** Without the secret. */
    @Override
    public String toString() { return "MachineRequest[cpus=" + cpus + ", memory=" + memory + ", artefacts=" + artefacts + "]"; }
}
