package io.github.blkunit.ublk.cli;

import io.github.blkunit.ublk.control.ControlDevice;
import io.github.blkunit.ublk.server.UblkDevice;
import io.github.blkunit.ublk.target.Geometry;
import io.github.blkunit.ublk.target.NullTarget;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ublk recover null}. */
@Command(name = "null", description = "Accepts everything, keeps nothing, reads zeroes.", mixinStandardHelpOptions = true)
final class RecoverNullCommand implements Callable<Integer> {
    private static final int LOGICAL_BLOCK_SIZE = 512; // of no meaning here: the disk keeps the one it was made with

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();
    @Option(names = {"-n", "--id"}, paramLabel = "N", description = "the device's number", required = true)
    private int id;

    @Override
    public Integer call() throws InterruptedException {
        return new Foreground(spec.commandLine().getOut(), spec.commandLine().getErr()).serve(() -> UblkDevice.recover(target(),
                id));
    }

    private NullTarget target() {
        try (ControlDevice control = ControlDevice.open()) {
            return new NullTarget(Geometry.of(control.size(id), LOGICAL_BLOCK_SIZE));
        }
    }
}
