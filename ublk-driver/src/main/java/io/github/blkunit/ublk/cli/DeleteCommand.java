package io.github.blkunit.ublk.cli;

import io.github.blkunit.ublk.control.ControlDevice;
import io.github.blkunit.ublk.control.DeviceList;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ublk del}. */
@Command(name = "del", aliases = "delete", description = "Stops and deletes devices, also those whose server has died.",
        mixinStandardHelpOptions = true)
final class DeleteCommand implements Runnable {
    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    /** One of the two. */
    static final class Which {
        @Option(names = {"-n", "--id"}, paramLabel = "ID", description = "the device's number")
        private int id = -1;
        @Option(names = {"-a", "--all"}, description = "every device of this machine")
        private boolean all;
    }

    @Override
    public void run() {
        List<Integer> ids = which.all ? DeviceList.ids() : List.of(which.id);
        if (ids.isEmpty()) return;
        try (ControlDevice control = ControlDevice.open()) {
            for (int id : ids) {
                control.stop(id);
                control.delete(id);
            }
        }
    }
}
