package io.github.blkunit.cli;

import java.nio.file.Path;
import java.util.List;

/**
 * A command for the guest and what it takes there.
 *
 * @param command program and arguments
 * @param cpus of the machine
 * @param classes jars and class folders that it needs besides the agent's
 */
record GuestWork(List<String> command, int cpus, List<Path> classes) {
    GuestWork {
        command = List.copyOf(command);
        classes = List.copyOf(classes);
    }
}
