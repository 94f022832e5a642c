package io.github.blkunit.vm;

import java.util.Locale;

/** How the guest's instructions are executed. */
public enum Accelerator {

    /** By the processor, through {@code /dev/kvm}. */
    KVM,

    /** By translation in QEMU: works everywhere, about ten times slower. */
    TCG;

    /** As QEMU and users write it. */
    @Override
    public String toString() { return name().toLowerCase(Locale.ROOT); }
}
