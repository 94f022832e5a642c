package io.github.blkunit.vm.qemu;

import io.github.blkunit.ByteSize;
import io.github.blkunit.vm.Debugging;
import io.github.blkunit.vm.Accelerator;
import io.github.blkunit.vm.VirtualTime;
import java.util.List;
import java.util.Optional;

/**
 * What QEMU is to emulate. Paths are as QEMU sees them: relative to its working folder, or inside its container.
 *
 * @param files kernel, initramfs, root image and secret
 * @param agentMain main class of the agent, none to let the guest's init choose
 * @param channels the ways in and out
 * @param backing where the guest's memory lies
 * @param debugging where debuggers reach into it
 * @param time what makes the guest's clock go
 */
public record Hardware(Accelerator accelerator, int cpus, ByteSize memory, Files files, List<String> kernelArguments,
        Optional<String> agentMain, Channels channels, GuestMemory backing,
        Debugging debugging, VirtualTime time) {

    public Hardware { kernelArguments = List.copyOf(kernelArguments); }

    /**
     * The host's side of each channel, as {@code -chardev} backends without their ids.
     *
     * @param monitor for QMP, if there is to be a monitor
     */
    public record Channels(String console, String agent, Optional<String> monitor) {}

    /** The files that QEMU reads. */
    public record Files(String kernel, String initramfs, String rootImage, String secret) {}
}
