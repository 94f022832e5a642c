package io.github.blkunit.vm.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.AttachContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.Ports.Binding;
import com.github.dockerjava.api.model.Volume;
import io.github.blkunit.vm.Accelerator;
import io.github.blkunit.vm.Debugging;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.QemuFault;
import io.github.blkunit.vm.MachineSpec;
import io.github.blkunit.vm.Payload;
import io.github.blkunit.vm.bundle.Bundle;
import io.github.blkunit.vm.qemu.GuestMemory;
import io.github.blkunit.vm.qemu.Hardware;
import io.github.blkunit.vm.qemu.Monitor;
import io.github.blkunit.vm.qemu.QemuCommand;
import io.github.blkunit.vm.qemu.QemuEnd;
import io.github.blkunit.vm.qemu.ShellQuoting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/** The way from an image to a running machine. What exists of it is removed again if the start fails. */
final class ContainerStart implements AutoCloseable {
    private static final int PORT = 9000;
    private static final String AGENT = "socket,host=0.0.0.0,port=" + PORT + ",server=on,wait=on";
    private static final Hardware.Channels CHANNELS = new Hardware.Channels("stdio,signal=off", AGENT, Optional.empty());
    /** The monitor needs both directions, so the console goes where QEMU's own words go. */
    private static final Hardware.Channels MONITORED = new Hardware.Channels("file,path=/proc/self/fd/2", AGENT,
            Optional.of("stdio,signal=off"));
    private static final Duration LISTEN_LIMIT = Duration.ofSeconds(30);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
    private static final Duration FIRST_WORD_LIMIT = Duration.ofSeconds(20);
    /** QEMU says this when it listens; the port itself is open before, held by Docker's proxy. */
    private static final String LISTENS = "waiting for connection";

    private final DockerDaemon daemon;
    private final DockerClient client;
    private final MachineSpec spec;
    private final Accelerator accelerator;
    private final Optional<TemplateVolume> volume;
    private final List<AutoCloseable> resources = new ArrayList<>();

    ContainerStart(DockerDaemon daemon, MachineSpec spec, Accelerator accelerator, Optional<TemplateVolume> volume) {
        this.volume = volume;
        this.daemon = daemon;
        this.client = daemon.client();
        this.spec = spec;
        this.accelerator = accelerator;
    }

    QemuContainer start(String image, Bundle bundle, Path initramfs) throws IOException, MachineFault, InterruptedException {
        Files.createDirectories(spec.artefacts());
        List<String> command = command(bundle);
        Files.writeString(spec.artefacts().resolve("qemu-command.txt"), "# in a container of image " + image + "\n" + ShellQuoting
                .quote(command) + "\n");
        String id = create(image, command);
        resources.add(() -> QemuContainer.remove(client, id));
        copyFiles(id, initramfs);
        Optional<Stdio> stdio = volume.isPresent() ? Optional.of(kept(new Stdio())) : Optional.empty();
        ContainerOutput output = kept(new ContainerOutput(spec.artefacts(), stdio));
        AttachContainerCmd attach = client.attachContainerCmd(id).withStdOut(true).withStdErr(true).withFollowStream(true);
        stdio.ifPresent(streams -> attach.withStdIn(streams.input()));
        attach.exec(output);
        output.awaitStarted();
        CompletableFuture<Integer> status = QemuContainer.status(client, id);
        client.startContainerCmd(id).exec();
        if (output.errors().await(line -> line.contains(LISTENS), LISTEN_LIMIT).isEmpty()) {
            throw new QemuFault("QEMU did not start: " + reason(status, output));
        }
        Socket socket = connect(id);
        resources.add(socket);
        Optional<Monitor> monitor = Optional.empty();
        if (stdio.isPresent()) {
            monitor = Optional.of(Monitor.over(stdio.get(), stdio.get().fromContainer(), stdio.get().toContainer()));
        } else if (output.console().await(line -> true, FIRST_WORD_LIMIT).isEmpty() && status.isDone()) {
            throw new QemuFault("QEMU did not start: " + reason(status, output));
        }
        boolean isClone = volume.isPresent() && volume.get().memory() instanceof GuestMemory.Copy;
        String description = (isClone ? "container: clone, QEMU with " : "container: QEMU with ") + accelerator + ", " + spec
                .cpus() + " CPUs, " + spec.memory() + ", image "
                + image
                + ", " + daemon.description();
        QemuContainer machine = new QemuContainer(description, client, id, socket, output, status, monitor, isClone);
        resources.clear();
        return machine;
    }

    @Override
    public void close() throws MachineFault {
        boolean interrupted = Thread.interrupted(); // the client would give up on the removal
        MachineFault trouble = null;
        for (AutoCloseable resource : resources.reversed()) {
            try {
                resource.close();
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (Exception e) {
                trouble = trouble == null ? new MachineFault("cannot clean up after a failed start: " + e, e) : trouble;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (trouble != null) {
            throw trouble;
        }
    }

    private <T extends AutoCloseable> T kept(T resource) {
        resources.add(resource);
        return resource;
    }

    private List<String> command(Bundle bundle) {
        return command(bundle, spec, accelerator, volume.map(TemplateVolume::memory).orElse(new GuestMemory.Own()));
    }

    /** QEMU's command line inside the container. */
    static List<String> command(Bundle bundle, MachineSpec spec, Accelerator accelerator, GuestMemory memory) {
        Optional<String> main = spec.payload() instanceof Payload.Agent agent ? Optional.of(agent.mainClass()) : Optional.empty();
        Hardware hardware = new Hardware(accelerator, spec.cpus(), spec.memory(),
                new Hardware.Files(MachineImage.inside(bundle, bundle.kernel()), "/blkunit/initramfs.img",
                        MachineImage.inside(bundle, bundle.rootImage()), "/blkunit/secret"), spec
                                .kernelArguments(), main,
                memory instanceof GuestMemory.Own ? CHANNELS : MONITORED, memory, Debugging.NONE, spec.time());
        List<String> command = new ArrayList<>(List.of("/qemu/lib/ld-linux-x86-64.so.2", "--library-path", "/qemu/lib",
                "/qemu/bin/qemu-system-x86_64", "-L", "/qemu/share"));
        command.addAll(QemuCommand.arguments(hardware));
        return command;
    }

    private String create(String image, List<String> command) {
        ExposedPort port = ExposedPort.tcp(PORT);
        // A published port is open to the network unless it is bound to the loopback, which a remote daemon cannot do for us.
        Binding binding = daemon.isLocal() ? Binding.bindIp("127.0.0.1") : Binding.empty();
        HostConfig host = HostConfig.newHostConfig().withAutoRemove(true).withPortBindings(new PortBinding(binding, port))
                .withCapDrop(Capability.ALL).withSecurityOpts(List.of("no-new-privileges"))
                .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE));
        if (accelerator == Accelerator.KVM) {
            host.withDevices(new Device("rwm", "/dev/kvm", "/dev/kvm"));
        }
        volume.ifPresent(template -> host.withBinds(new Bind(template.name(), new Volume(TemplateVolume.MOUNT))));
        return client.createContainerCmd(image).withStdinOpen(volume.isPresent()).withStdInOnce(volume.isPresent())
                .withAttachStdin(volume.isPresent()).withCmd(command).withExposedPorts(port).withHostConfig(host).withLabels(
                        labels())
                .withAttachStdout(true).withAttachStderr(true).exec().getId();
    }

    /** Ours for our sweep, and Testcontainers' for its reaper, should the same JVM have started one. */
    private static Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>(DockerClientFactory.DEFAULT_LABELS);
        labels.put(DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL, DockerClientFactory.SESSION_ID);
        labels.putAll(Owner.self().labels());
        return labels;
    }

    private void copyFiles(String id, Path initramfs) throws IOException {
        byte[] secret = spec.secret().getBytes(StandardCharsets.UTF_8);
        try (TarPipe tar = new TarPipe(archive -> {
            archive.putArchiveEntry(new TarArchiveEntry("blkunit/"));
            archive.closeArchiveEntry();
            TarArchiveEntry secretEntry = new TarArchiveEntry("blkunit/secret");
            secretEntry.setMode(0600);
            secretEntry.setSize(secret.length);
            archive.putArchiveEntry(secretEntry);
            archive.write(secret);
            archive.closeArchiveEntry();
            archive.putArchiveEntry(new TarArchiveEntry(initramfs, "blkunit/initramfs.img"));
            Files.copy(initramfs, archive);
            archive.closeArchiveEntry();
        })) {
            client.copyArchiveToContainerCmd(id).withRemotePath("/").withTarInputStream(tar.in()).exec();
        }
    }

    /**
     * Connects to the agent channel: at the published port, or, when this JVM is in a container beside it and the published port is not to be reached,
     * at the container's own address. Whether we are in a container is not asked: files like {@code /.dockerenv} lie.
     */
    private Socket connect(String id) throws IOException {
        InspectContainerResponse container = client.inspectContainerCmd(id).exec();
        List<InetSocketAddress> addresses = new ArrayList<>();
        Ports ports = container.getNetworkSettings().getPorts();
        Binding @Nullable [] bindings = ports.getBindings().get(ExposedPort.tcp(PORT));
        if (bindings != null) {
            for (Binding binding : bindings) {
                addresses.add(new InetSocketAddress(daemon.host(), Integer.parseInt(binding.getHostPortSpec())));
            }
        }
        if (daemon.isLocal()) {
            for (ContainerNetwork network : container.getNetworkSettings().getNetworks().values()) {
                if (network.getIpAddress() != null && !network.getIpAddress().isEmpty()) {
                    addresses.add(new InetSocketAddress(network.getIpAddress(), PORT));
                }
            }
        }
        IOException failed = new IOException("the agent's port cannot be reached: addresses=" + addresses);
        for (InetSocketAddress address : addresses) {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(address, (int) CONNECT_LIMIT.toMillis());
                return socket;
            } catch (IOException e) {
                failed.addSuppressed(e);
                socket.close();
            }
        }
        throw failed;
    }

    private static String reason(CompletableFuture<Integer> status, ContainerOutput output) {
        List<String> errors = output.complaints().stream().filter(line -> !line.contains(LISTENS)).toList();
        return QemuEnd.reason(status.getNow(0), output.console(), errors);
    }
}
