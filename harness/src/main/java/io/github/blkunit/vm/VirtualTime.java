package io.github.blkunit.vm;

/** What makes the guest's clock go. Virtualisation by hardware knows the host's time only. */
public enum VirtualTime {
    /** The host's clock. */
    HOST,
    /**
     * Instructions, if the machine is emulated: four nanoseconds each, whatever the host does meanwhile. Figures then depend on what the guest
     * executes and hardly on who else is busy on the host. While all of the guest's CPUs are idle its clock follows the host's.
     */
    INSTRUCTIONS
}
