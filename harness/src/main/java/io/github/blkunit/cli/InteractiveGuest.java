package io.github.blkunit.cli;

import io.github.blkunit.vm.MachineFault;

/** Commands in a fresh machine that talk to the user: on the terminal, if there is one, else through the standard streams. */
record InteractiveGuest(GuestCommand guest) {
    /** Returns the command's exit status. */
    int run(GuestWork work) throws MachineFault, InterruptedException {
        if (!Terminal.isThere()) {
            return guest.run(work);
        }
        int[] size = Terminal.size();
        System.err.println("blkunit: starting a VM; `exit` ends it");
        try (Terminal _ = Terminal.raw()) {
            return guest.run(GuestCommand.start(work.command(), true, size[0], size[1]), work);
        }
    }
}
