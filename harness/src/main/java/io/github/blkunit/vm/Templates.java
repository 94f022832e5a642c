package io.github.blkunit.vm;

/**
 * Saved machines and their clones, of a launcher that can do this. A template is a machine that has booted, was made warm and then saved; a
 * clone begins with its memory, copy on write, and goes on where it was stopped. Templates have names: whoever makes one puts the hash of
 * everything into it that went into the machine. They are kept in the cache for later runs; ones that are not used for days are removed.
 * Safe against other threads and other runs.
 */
public interface Templates {

    /** A name for what machines of this kind depend on: bundle, accelerator, CPUs, memory, kernel, agent. */
    String fingerprint(MachineSpec spec) throws MachineFault, InterruptedException;

    /** Blocks while somebody else makes the template of this name; whoever has the turn makes it if it is not {@link #has there}. */
    Turn turn(String name) throws MachineFault, InterruptedException;

    /** Whether the template is there. */
    boolean has(String name);

    /** Boots a machine that is going to be {@link #save saved} under this name. Needs the {@link #turn}. */
    Machine boot(MachineSpec spec, String name) throws MachineFault, InterruptedException;

    /**
     * Saves a machine that {@link #boot} gave, and closes it. From now on the template is there.
     *
     * @throws MachineFault if it cannot be saved; the machine is closed all the same, and no template is left
     */
    void save(Machine machine, String name) throws MachineFault, InterruptedException;

    /**
     * Starts a clone: its guest is silent until it is woken through its channel.
     *
     * @param spec the same as that of the template, except for secret and artefacts
     * @throws MachineFault if it cannot be started; nothing is left behind
     */
    Machine clone(MachineSpec spec, String name) throws MachineFault, InterruptedException;

    /** Removes a template that turned out to be of no use. */
    void remove(String name);

    /** The right to make a template; given back by closing. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }
}
