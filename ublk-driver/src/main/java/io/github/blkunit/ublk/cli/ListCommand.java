package io.github.blkunit.ublk.cli;

import io.github.blkunit.ublk.control.ControlDevice;
import io.github.blkunit.ublk.control.DeviceInfo;
import io.github.blkunit.ublk.control.DeviceList;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ublk list}. */
@Command(name = "list", description = "Lists all ublk devices.", mixinStandardHelpOptions = true)
final class ListCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        List<Integer> ids = DeviceList.ids();
        if (ids.isEmpty()) return;
        PrintWriter out = spec.commandLine().getOut();
        try (ControlDevice control = ControlDevice.open()) {
            for (int id : ids) {
                DeviceInfo info = control.info(id);
                out.println(info.disk() + " id=" + id + " state=" + info.state() + " queues=" + info.queues() + " depth=" + info
                        .depth() + " size="
                        + control.size(id) + " pid=" + info.serverPid() + " features=" + info.features());
            }
        }
        out.flush();
    }
}
