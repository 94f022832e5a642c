package io.github.blkunit.cli;

import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.Machines;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An interactive shell in a fresh machine. */
@Command(name = "shell", mixinStandardHelpOptions = true, sortOptions = false,
        description = "A root shell in a fresh VM, with a device up if one is asked for. Without a terminal it reads commands from standard input.")
final class ShellCommand implements Callable<Integer> {
    @Mixin
    private DeviceOptions device = new DeviceOptions();
    @Mixin
    private VmOptions vm = new VmOptions();
    @Option(names = "--artefacts", paramLabel = "DIR",
            description = "where console log and command line go, default ${DEFAULT-VALUE}",
            defaultValue = "target/blkunit/shell")
    private Path artefacts = Path.of("target/blkunit/shell");

    @Override
    public Integer call() throws MachineFault, InterruptedException {
        GuestWork work = device.around(GuestShell.alone());
        var guest = new GuestCommand(new Machines(vm.settings()), System.in, System.out, System.err, artefacts);
        return new InteractiveGuest(guest).run(work);
    }
}
