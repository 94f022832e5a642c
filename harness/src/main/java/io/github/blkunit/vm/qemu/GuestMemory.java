package io.github.blkunit.vm.qemu;

/** Where a guest's memory lies. Paths are as QEMU sees them. */
public sealed interface GuestMemory {

    /** In QEMU, and gone with it. */
    record Own() implements GuestMemory {}

    /** In a file that the guest writes: what clones begin with. */
    record Template(String file) implements GuestMemory {}

    /** A copy-on-write copy of a template's; the guest begins when the monitor is told to {@link Monitor#resume}. */
    record Copy(String file) implements GuestMemory {}
}
