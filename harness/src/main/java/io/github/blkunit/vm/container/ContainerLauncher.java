package io.github.blkunit.vm.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import io.github.blkunit.vm.Accelerator;
import io.github.blkunit.vm.AcceleratorChoice;
import io.github.blkunit.vm.Availability;
import io.github.blkunit.vm.BundleSource;
import io.github.blkunit.vm.HostMemory;
import io.github.blkunit.vm.Launcher;
import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.MachineSpec;
import io.github.blkunit.vm.TemplateFolders;
import io.github.blkunit.vm.Templates;
import io.github.blkunit.vm.accel.Accelerators;
import io.github.blkunit.vm.bundle.Bundle;
import io.github.blkunit.vm.qemu.GuestMemory;
import io.github.blkunit.vm.qemu.Initramfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs the bundle's QEMU in a container whose image is the bundle. Nothing is mounted from the host and nothing is pulled, so a daemon elsewhere
 * will do. A container removes itself when its guest ends, the guest ends when its host is gone, and the next start sweeps what a
 * daemon was prevented from removing: no helper container is needed for that.
 */
public final class ContainerLauncher implements Launcher {
    private final BundleSource bundles;
    private final Initramfs initramfs;
    private final Accelerators accelerators;
    private final HostMemory memory;
    private final Path cache;
    private final TemplateFolders templates;
    private DockerDaemons.@Nullable Found found;

    /** Nothing is looked for before it is needed. */
    public ContainerLauncher(BundleSource bundles, Initramfs initramfs, Accelerators accelerators, HostMemory memory,
            Path cache, TemplateFolders templates) {
        this.templates = templates;
        this.bundles = bundles;
        this.initramfs = initramfs;
        this.accelerators = accelerators;
        this.memory = memory;
        this.cache = cache;
    }

    @Override
    public String name() { return "container"; }

    @Override
    public Availability availability() throws InterruptedException {
        return switch (find()) {
            case DockerDaemons.Found.Daemon there -> new Availability.Usable(there.daemon().description() + " answers");
            case DockerDaemons.Found.Nothing nothing -> new Availability.Missing(nothing.reason());
        };
    }

    @Override
    public AcceleratorChoice accelerator() throws MachineFault, InterruptedException {
        DockerDaemon daemon = daemon();
        if (!daemon.isLocal()) {
            return accelerators.withoutNode("the daemon is on another host, whose /dev/kvm is not looked for");
        }
        Bundle bundle = bundles.bundle();
        return accelerators.choose(name(), bundle.hash(), (spec, accelerator) -> launch(spec, accelerator, bundle,
                Optional.empty()));
    }

    @Override
    public Machine launch(MachineSpec spec) throws MachineFault, InterruptedException {
        if (spec.debugging().isOn()) {
            throw new MachineFault("debuggers reach into machines of the launcher 'process' only, not into containers: add"
                    + " -Dblkunit.launcher=process to blkunit.debug or blkunit.debug.kernel");
        }
        return launch(spec, accelerator().accelerator(), bundles.bundle(), Optional.empty());
    }

    /** A daemon elsewhere may have another boot than this host, so only one here keeps machines. */
    @Override
    public Optional<Templates> templates() throws InterruptedException {
        return find() instanceof DockerDaemons.Found.Daemon there && there.daemon().isLocal()
                ? Optional.of(new ContainerTemplates(this, there.daemon().client(), templates))
                : Optional.empty();
    }

    QemuContainer launch(MachineSpec spec, TemplateVolume volume) throws MachineFault, InterruptedException {
        return launch(spec, accelerator().accelerator(), bundles.bundle(), Optional.of(volume));
    }

    /** Everything that a machine is made of and that does not differ between two runs. */
    String fingerprint(MachineSpec spec) throws MachineFault, InterruptedException, IOException {
        Bundle bundle = bundles.bundle();
        return "container " + bundle.hash() + " " + initramfs.holding(spec.payload(), bundle).getFileName() + " "
                + ContainerStart.command(bundle, spec, accelerator().accelerator(), new GuestMemory.Own()) + " "
                + Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }

    private QemuContainer launch(MachineSpec spec, Accelerator accelerator, Bundle bundle, Optional<TemplateVolume> volume)
            throws MachineFault, InterruptedException {
        DockerDaemon daemon = daemon();
        if (daemon.isLocal()) {
            memory.require(spec.memory());
        }
        try {
            sweep(daemon.client());
            String image = new MachineImage(daemon.client(), cache).of(bundle);
            Path archive = initramfs.holding(spec.payload(), bundle);
            try (ContainerStart start = new ContainerStart(daemon, spec, accelerator, volume)) {
                return start.start(image, bundle, archive);
            }
        } catch (IOException | DockerException e) {
            throw new MachineFault("the machine's container cannot be started: daemon=" + daemon.uri() + ", artefacts=" + spec
                    .artefacts() + ": "
                    + Objects.requireNonNullElse(e.getMessage(), e.toString()).strip()
                    + ". Is there space, on the daemon's host too?", e);
        }
    }

    /** Removes the containers whose JVM on this host is no more. */
    private static void sweep(DockerClient client) {
        for (Container container : client.listContainersCmd().withShowAll(true).withLabelFilter(Map.of(Owner.LABEL, "true"))
                .exec()) {
            if (Owner.of(container.getLabels()).isGone()) {
                QemuContainer.remove(client, container.getId());
            }
        }
    }

    private DockerDaemon daemon() throws MachineFault, InterruptedException {
        return switch (find()) {
            case DockerDaemons.Found.Daemon there -> there.daemon();
            case DockerDaemons.Found.Nothing nothing -> throw new MachineFault("there is no Docker: " + nothing.reason());
        };
    }

    /** A daemon that was found is kept; one that was not may be there next time. */
    private synchronized DockerDaemons.Found find() throws InterruptedException {
        if (found == null || found instanceof DockerDaemons.Found.Nothing) {
            found = DockerDaemons.find();
        }
        return found;
    }
}
