package io.github.blkunit.ublk.cli;

import io.github.blkunit.ublk.control.ControlDevice;
import io.github.blkunit.ublk.control.DeviceInfo;
import io.github.blkunit.ublk.control.DeviceList;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ublk orphans}. */
@Command(name = "orphans", description = "Lists devices without a living server: dead ones, and those that wait for a recovery.",
        mixinStandardHelpOptions = true)
final class OrphansCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();
    @Option(names = "--delete", description = "delete them")
    private boolean delete;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        if (DeviceList.ids().isEmpty()) return; // no need for a driver, then
        try (ControlDevice control = ControlDevice.open()) {
            for (int id : DeviceList.ids()) {
                DeviceInfo info = control.info(id);
                if (isServed(info)) continue;
                if (delete) {
                    control.stop(id);
                    control.delete(id);
                }
                out.println(info.disk() + " id=" + id + " state=" + info.state() + " last server pid=" + info.serverPid()
                        + (delete
                                ? " deleted"
                                : ""));
            }
        }
        out.flush();
    }

    private static boolean isServed(DeviceInfo info) {
        return info.serverPid() > 0 && Files.exists(Path.of("/proc/" + info.serverPid()));
    }
}
