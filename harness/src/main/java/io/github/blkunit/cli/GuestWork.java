package io.github.blkunit.cli;

import io.github.blkunit.vm.VirtualTime;
import java.nio.file.Path;
import java.util.List;

/**
 * A command for the guest and what it takes there.
 *
 * @param command program and arguments
 * @param cpus of the machine
 * @param classes jars and class folders that it needs besides the agent's
 * @param time what makes the guest's clock go
 */
record GuestWork(List<String> command, int cpus, List<Path> classes, VirtualTime time) {
    GuestWork {
        command = List.copyOf(command);
        classes = List.copyOf(classes);
    }

    /** By the host's clock. */
    GuestWork(List<String> command, int cpus, List<Path> classes) {
        this(command, cpus, classes, VirtualTime.HOST);
    }
}
