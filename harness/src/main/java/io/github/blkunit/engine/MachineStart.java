package io.github.blkunit.engine;

/** How the machine of a class begins. */
enum MachineStart {
    /** As a copy of a machine that is warm, if there can be one. */
    CLONE,
    /** With its firmware and kernel. */
    BOOT
}
