package io.github.blkunit.vm.qemu;

import io.github.blkunit.ByteSize;
import io.github.blkunit.vm.Accelerator;
import java.util.List;
import java.util.Optional;

/**
 * What QEMU is to emulate. Paths are as QEMU sees them: relative to its working folder, or inside its container.
 *
 * @param files kernel, initramfs, root image and secret
 * @param agentMain main class of the agent, none to let the guest's init choose
 * @param agent the agent channel's host side, a {@code -chardev} backend without its id
 * @param monitor path of a unix socket for QMP, if there is to be one
 * @param backing where the guest's memory lies
 */
public record Hardware(Accelerator accelerator, int cpus, ByteSize memory, Files files, List<String> kernelArguments,
        Optional<String> agentMain, String agent, Optional<String> monitor, GuestMemory backing) {

    public Hardware { kernelArguments = List.copyOf(kernelArguments); }

    /** The files that QEMU reads. */
    public record Files(String kernel, String initramfs, String rootImage, String secret) {}
}
