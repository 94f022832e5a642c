package io.github.blkunit.vm.process;

import io.github.blkunit.vm.Accelerator;
import io.github.blkunit.vm.AcceleratorChoice;
import io.github.blkunit.vm.Availability;
import io.github.blkunit.vm.BundleSource;
import io.github.blkunit.vm.HostMemory;
import io.github.blkunit.vm.Launcher;
import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.MachineSpec;
import io.github.blkunit.vm.Payload;
import io.github.blkunit.vm.TemplateFolders;
import io.github.blkunit.vm.Templates;
import io.github.blkunit.vm.accel.Accelerators;
import io.github.blkunit.vm.bundle.Bundle;
import io.github.blkunit.vm.console.Console;
import io.github.blkunit.vm.console.ConsoleReader;
import io.github.blkunit.vm.qemu.GuestMemory;
import io.github.blkunit.vm.qemu.Hardware;
import io.github.blkunit.vm.qemu.Initramfs;
import io.github.blkunit.vm.qemu.QemuCommand;
import io.github.blkunit.vm.qemu.QemuEnd;
import io.github.blkunit.vm.qemu.ShellQuoting;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the bundle's QEMU as a child process, by the bundle's own loader: nothing needs to be installed. */
public final class ProcessLauncher implements Launcher {
    /** Relative to the private folder, in which QEMU runs: the paths of sockets cannot be too long there. */
    private static final Hardware.Channels CHANNELS = new Hardware.Channels("stdio,signal=off", "socket,path=agent.sock",
            Optional.of("socket,server=on,wait=off,path=" + QemuProcess.MONITOR));
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final BundleSource bundles;
    private final Initramfs initramfs;
    private final Accelerators accelerators;
    private final HostMemory memory;
    private final TemplateFolders templates;
    private final List<Path> places;

    /**
     * With temporary files where they usually are.
     *
     * @param memory says whether a machine fits
     */
    public ProcessLauncher(BundleSource bundles, Initramfs initramfs, Accelerators accelerators, HostMemory memory,
            TemplateFolders templates) {
        this(bundles, initramfs, accelerators, memory, templates, PrivateDirectory.defaultPlaces());
    }

    ProcessLauncher(BundleSource bundles, Initramfs initramfs, Accelerators accelerators, HostMemory memory,
            TemplateFolders templates, List<Path> places) {
        this.bundles = bundles;
        this.initramfs = initramfs;
        this.accelerators = accelerators;
        this.memory = memory;
        this.templates = templates;
        this.places = places;
    }

    @Override
    public String name() { return "process"; }

    @Override
    public Availability availability() {
        String arch = System.getProperty("os.arch");
        return arch.equals("amd64") ? new Availability.Usable("QEMU from the bundle runs as a child process")
                : new Availability.Missing("the bundle has QEMU for x86-64 only: os.arch=" + arch);
    }

    @Override
    public AcceleratorChoice accelerator() throws MachineFault, InterruptedException {
        Bundle bundle = bundles.bundle();
        return accelerators.choose(name(), bundle.hash(), (spec, accelerator) -> launch(spec, accelerator, bundle,
                new GuestMemory.Own()));
    }

    @Override
    public Machine launch(MachineSpec spec) throws MachineFault, InterruptedException {
        return launch(spec, new GuestMemory.Own());
    }

    @Override
    public Optional<Templates> templates() {
        return Optional.of(new ProcessTemplates(this, templates));
    }

    QemuProcess launch(MachineSpec spec, GuestMemory backing) throws MachineFault, InterruptedException {
        return launch(spec, accelerator().accelerator(), bundles.bundle(), backing);
    }

    /** All of QEMU's command line that does not differ between two runs, and the files named in it, which have their content's hash in the name. */
    String fingerprint(MachineSpec spec) throws MachineFault, InterruptedException {
        Bundle bundle = bundles.bundle();
        Accelerator accelerator = accelerator().accelerator();
        try {
            return bundle.hash() + " " + command(bundle, hardware(spec, accelerator, bundle, new GuestMemory.Own()));
        } catch (IOException e) {
            throw new MachineFault("the guest's initramfs cannot be written: " + e, e);
        }
    }

    private QemuProcess launch(MachineSpec spec, Accelerator accelerator, Bundle bundle, GuestMemory backing)
            throws MachineFault, InterruptedException {
        memory.require(spec.memory());
        sweep();
        PrivateDirectory directory = PrivateDirectory.create(places);
        try (Starting starting = new Starting(directory)) {
            return starting.start(spec, accelerator, bundle, backing);
        } catch (IOException e) {
            throw new MachineFault("the machine cannot be started: folder=" + directory.path() + ", artefacts=" + spec.artefacts()
                    + ": "
                    + e + ". Is there space, and may they be written?", e);
        }
    }

    private void sweep() throws MachineFault {
        try {
            PrivateDirectory.sweep(places);
        } catch (IOException e) {
            throw new MachineFault("cannot remove what an earlier run left: " + e + ". Remove it by hand.", e);
        }
    }

    /** What exists while a machine starts: all of it goes when the start fails, and to the machine when it succeeds. */
    private final class Starting implements AutoCloseable {
        private final List<AutoCloseable> resources = new ArrayList<>();
        private boolean succeeded;

        Starting(PrivateDirectory directory) { this.directory = directory; }

        private final PrivateDirectory directory;

        QemuProcess start(MachineSpec spec, Accelerator accelerator, Bundle bundle, GuestMemory backing)
                throws IOException, MachineFault, InterruptedException {
            Files.createDirectories(spec.artefacts());
            directory.write("secret", spec.secret());
            Hardware hardware = hardware(spec, accelerator, bundle, backing);
            List<String> command = command(bundle, hardware);
            Files.writeString(spec.artefacts().resolve("qemu-command.txt"), ShellQuoting.quote(command) + "\n");
            Path errors = spec.artefacts().resolve("qemu-stderr.log");
            Path agentSocket = directory.path().resolve("agent.sock");
            try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(UnixDomainSocketAddress.of(agentSocket));
                Console console = kept(Console.writing(spec.artefacts().resolve("console.log")));
                Process process = process(command, errors);
                resources.add(() -> process.destroyForcibly().waitFor());
                directory.owner(process.toHandle());
                ConsoleReader.start(process.getInputStream(), console, "blkunit-console-" + process.pid());
                QemuStart start = new QemuStart(process, START_LIMIT,
                        () -> QemuEnd.reason(process.isAlive() ? 0 : process.exitValue(), console, QemuProcess.errorLines(
                                errors)));
                SocketChannel channel = kept(start.agent(server));
                start.monitor(directory.path().resolve(QemuProcess.MONITOR));
                String kind = backing instanceof GuestMemory.Copy ? "process: clone, QEMU with " : "process: QEMU with ";
                String description = kind + accelerator + ", " + spec.cpus() + " CPUs, " + spec.memory()
                        + ", bundle "
                        + bundle.hash().substring(0, Math.min(12, bundle.hash().length()));
                QemuProcess machine = new QemuProcess(description, process, channel, console, errors, directory,
                        backing instanceof GuestMemory.Copy);
                succeeded = true;
                return machine;
            }
        }

        private <T extends AutoCloseable> T kept(T resource) {
            resources.add(resource);
            return resource;
        }

        private Process process(List<String> command, Path errors) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.path().toFile())
                    .redirectInput(Path.of("/dev/null").toFile()).redirectError(errors.toAbsolutePath().toFile());
            // The bundle's loader would obey these, with libraries that are not its own.
            builder.environment().keySet().removeIf(name -> name.startsWith("LD_") || name.startsWith("QEMU_"));
            return builder.start();
        }

        @Override
        public void close() throws MachineFault {
            if (succeeded) {
                return;
            }
            resources.addFirst(directory); // last: the process may still write into it
            MachineFault trouble = null;
            for (AutoCloseable resource : resources.reversed()) {
                try {
                    resource.close();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (Exception e) {
                    trouble = trouble == null ? new MachineFault("cannot clean up after a failed start: " + e, e) : trouble;
                }
            }
            if (trouble != null) {
                throw trouble;
            }
        }
    }

    private Hardware hardware(MachineSpec spec, Accelerator accelerator, Bundle bundle, GuestMemory backing)
            throws IOException {
        Path archive = initramfs.holding(spec.payload(), bundle);
        Optional<String> main = spec.payload() instanceof Payload.Agent agent ? Optional.of(agent.mainClass()) : Optional.empty();
        return new Hardware(accelerator, spec.cpus(), spec.memory(),
                new Hardware.Files(absolute(bundle.kernel()), absolute(archive), absolute(bundle.rootImage()), "secret"),
                spec.kernelArguments(), main, CHANNELS, backing, spec.debugging(), spec.time());
    }

    private static List<String> command(Bundle bundle, Hardware hardware) {
        Path qemu = bundle.qemu().toAbsolutePath();
        List<String> command = new ArrayList<>(List.of(qemu.resolve("lib/ld-linux-x86-64.so.2").toString(), "--library-path",
                qemu.resolve("lib").toString(), qemu.resolve("bin/qemu-system-x86_64").toString(), "-L", qemu.resolve("share")
                        .toString()));
        command.addAll(QemuCommand.arguments(hardware));
        return command;
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().toString();
    }
}
