package io.github.blkunit.cli;

import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.Machines;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a command in a fresh machine. */
@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Run a command as root in a fresh VM; its output and exit status are passed on.",
        footer = {"", "Example: blkunit run --queues 4 -- sh -c 'ls /sys/block/${BLKUNIT_DEVICE##*/}/mq'",
                "Exit status 125: blkunit itself failed, or the device did."})
final class RunCommand implements Callable<Integer> {
    @Mixin
    private DeviceOptions device = new DeviceOptions();
    @Mixin
    private VmOptions vm = new VmOptions();
    @Option(names = "--artefacts", paramLabel = "DIR",
            description = "where console log and command line go, default ${DEFAULT-VALUE}",
            defaultValue = "target/blkunit/run")
    private Path artefacts = Path.of("target/blkunit/run");
    @Option(names = "--on-failure", paramLabel = "WHAT",
            description = "after a command that fails: ${COMPLETION-CANDIDATES}; a shell is in the same VM, with the device still up. Default ${DEFAULT-VALUE}",
            defaultValue = "end")
    private OnFailure onFailure = OnFailure.end;
    @Parameters(paramLabel = "CMD", arity = "1..*", description = "program and arguments, after --")
    private List<String> command = List.of();

    /** As typed on the command line. */
    private enum OnFailure {
        end, shell
    }

    @Override
    public Integer call() throws MachineFault, InterruptedException {
        GuestWork work = device.around(onFailure == OnFailure.shell ? GuestShell.after(command) : command);
        var guest = new GuestCommand(new Machines(vm.settings()), System.in, System.out, System.err, artefacts);
        return onFailure == OnFailure.shell ? new InteractiveGuest(guest).run(work) : guest.run(work);
    }
}
