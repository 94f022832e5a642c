package io.github.blkunit.vm.local;

import io.github.blkunit.vm.Accelerator;
import io.github.blkunit.vm.AcceleratorChoice;
import io.github.blkunit.vm.Availability;
import io.github.blkunit.vm.Launcher;
import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.MachineSpec;
import io.github.blkunit.vm.Payload;
import io.github.blkunit.vm.console.Console;
import io.github.blkunit.vm.console.ConsoleReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * No virtual machine: the agent is a child process on this one, for a machine that was made for tests (bare metal). Drivers under test run in
 * this machine's kernel, which a bug in them can take down. Never chosen by itself.
 */
public final class LocalLauncher implements Launcher {

    @Override
    public String name() { return "none"; }

    @Override
    public Availability availability() {
        String user = System.getProperty("user.name");
        return user.equals("root") ? new Availability.Usable(
                "tests run as root on this machine itself, in its own kernel (blkunit.launcher=none)")
                : new Availability.Missing("tests on this machine itself need root: user=" + user
                        + " (run Maven as root, or use another launcher)");
    }

    @Override
    public AcceleratorChoice accelerator() {
        return new AcceleratorChoice(Accelerator.KVM, "no virtual machine: the processor itself");
    }

    @Override
    public Machine launch(MachineSpec spec) throws MachineFault {
        if (spec.debugging().isOn()) {
            throw new MachineFault("there is no machine to debug with the launcher 'none': blkunit.debug and"
                    + " blkunit.debug.kernel need -Dblkunit.launcher=process");
        }
        if (availability() instanceof Availability.Missing missing) {
            throw new MachineFault(missing.reason());
        }
        return switch (spec.payload()) {
            case Payload.BootScript script -> throw new MachineFault("launcher none boots nothing, so it runs no boot script");
            case Payload.Agent agent -> launch(spec, agent);
        };
    }

    private static Machine launch(MachineSpec spec, Payload.Agent agent) throws MachineFault {
        @Nullable
        Path secret = null;
        @Nullable
        Path store = null;
        try {
            Files.createDirectories(spec.artefacts());
            var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            secret = Files.createTempFile("blkunit-secret-", "", onlyOwner);
            Files.writeString(secret, spec.secret());
            store = Files.createTempDirectory("blkunit-store-");
            List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-cp",
                    agent.classPath().stream().map(path -> path.toAbsolutePath().toString()).collect(Collectors.joining(
                            File.pathSeparator)),
                    agent.mainClass(), "--stdio", "--secret-file", secret.toString(), "--store", store.toString());
            Console console = Console.writing(spec.artefacts().resolve("console.log"));
            Process process = new ProcessBuilder(command).start();
            ConsoleReader.start(process.getErrorStream(), console, "blkunit-console-" + process.pid());
            return new LocalMachine(process, console, List.of(secret, store));
        } catch (IOException e) {
            MachineFault fault = new MachineFault("the agent cannot be started on this machine: artefacts=" + spec.artefacts()
                    + ": " + e, e);
            for (@Nullable
            Path left : Arrays.asList(secret, store)) {
                LocalMachine.delete(left, fault);
            }
            throw fault;
        }
    }
}
