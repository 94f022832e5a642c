package io.github.blkunit.ublk.server;

/**
 * Zero copy: the request's pages become a registered buffer of the ring. Commands are executed in the order of their submission, so operations that are submitted
 * after the registering find it, and the taking back before the commit ends it in time, without linking them.
 */
final class RegisterTransfer implements Transfer {
    private final IoCommands commands;
    private final boolean always;

    /** Parameter always: whether every request is registered by hand, not only those for which the driver could not. */
    RegisterTransfer(IoCommands commands, boolean always) {
        this.commands = commands;
        this.always = always;
    }

    @Override
    public boolean arrived(Slot slot) {
        if (slot.op().carriesBytes() && (always || slot.needsRegistering())) commands.register(slot);
        return true;
    }

    @Override
    public void answered(Slot slot) {
        if (slot.isRegistered()) commands.unregister(slot);
    }
}
