package io.github.blkunit.cli;

import io.github.blkunit.vm.MachineFault;
import java.nio.file.Path;
import java.util.List;

/**
 * A command in a fresh machine that talks to the user: on the terminal, if there is one, else through the standard streams.
 *
 * @param cpus of the machine
 * @param classes the class path that it needs there
 */
record InteractiveGuest(GuestCommand guest, int cpus, List<Path> classes) {
    /** Returns the command's exit status. */
    int run(List<String> command) throws MachineFault, InterruptedException {
        if (!Terminal.isThere()) {
            return guest.run(GuestCommand.start(command, false, 0, 0), cpus, classes);
        }
        int[] size = Terminal.size();
        System.err.println("blkunit: starting a VM; `exit` ends it");
        try (Terminal _ = Terminal.raw()) {
            return guest.run(GuestCommand.start(command, true, size[0], size[1]), cpus, classes);
        }
    }
}
