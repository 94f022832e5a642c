package io.github.blkunit.vm.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.MachineSpec;
import io.github.blkunit.vm.TemplateFolders;
import io.github.blkunit.vm.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Templates of containers. A template is a Docker volume, so that a daemon elsewhere will do; a folder in the cache of this host says that
 * it is complete. All clones map the memory that is in it; what a clone does not write, it shares with the others.
 */
final class ContainerTemplates implements Templates {
    private static final String LABEL = "io.github.blkunit.template";
    private static final String PREFIX = "blkunit-template-";
    private static final int NAME_LENGTH = 32;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ContainerLauncher launcher;
    private final DockerClient client;
    private final TemplateFolders folders;

    ContainerTemplates(ContainerLauncher launcher, DockerClient client, TemplateFolders folders) {
        this.launcher = launcher;
        this.client = client;
        this.folders = folders;
    }

    @Override
    public String fingerprint(MachineSpec spec) throws MachineFault, InterruptedException {
        try {
            return launcher.fingerprint(spec) + " " + client.infoCmd().exec().getId();
        } catch (DockerException | IOException e) {
            throw fault("described", "", e);
        }
    }

    @Override
    public Turn turn(String name) throws MachineFault, InterruptedException {
        try {
            return folders.turn(name);
        } catch (IOException e) {
            throw fault("made", name, e);
        }
    }

    @Override
    public boolean has(String name) {
        if (!folders.has(name)) {
            return false;
        }
        try {
            client.inspectVolumeCmd(volume(name)).exec();
            return true;
        } catch (DockerException e) {
            return false; // removed behind our back: it is made anew
        }
    }

    @Override
    public Machine boot(MachineSpec spec, String name) throws MachineFault, InterruptedException {
        try {
            folders.begin(name);
            removeVolume(volume(name));
            client.createVolumeCmd().withName(volume(name)).withLabels(Map.of(LABEL, name)).exec();
            return launcher.launch(spec, TemplateVolume.toSave(volume(name)));
        } catch (IOException | DockerException e) {
            throw fault("made", name, e);
        }
    }

    @Override
    public void save(Machine machine, String name) throws MachineFault, InterruptedException {
        try (machine) {
            ((QemuContainer) machine).monitor().save(TemplateVolume.STATE, LIMIT);
            machine.close(); // before anybody else maps its memory
            Files.writeString(folders.making(name).resolve("volume"), volume(name) + "\n");
            folders.finish(name);
            sweep();
        } catch (IOException | DockerException e) {
            remove(name);
            throw fault("saved", name, e);
        }
    }

    @Override
    public Machine clone(MachineSpec spec, String name) throws MachineFault, InterruptedException {
        QemuContainer clone = launcher.launch(spec, TemplateVolume.toCopy(volume(name)));
        boolean runs = false;
        try {
            clone.monitor().resume(TemplateVolume.STATE, LIMIT);
            runs = true;
            return clone;
        } catch (IOException e) {
            throw fault("cloned", name, e);
        } finally {
            if (!runs) {
                clone.close();
            }
        }
    }

    @Override
    public void remove(String name) {
        try {
            folders.remove(name);
            removeVolume(volume(name));
        } catch (IOException | DockerException e) {
            // What stays is found again by its name, and removed when it is made anew.
        }
    }

    /** Volumes whose folder the cache has let go. */
    private void sweep() {
        var all = client.listVolumesCmd().withFilter("label", List.of(LABEL)).exec().getVolumes();
        for (var volume : all) {
            String name = volume.getLabels().get(LABEL);
            if (name != null && !folders.isKnown(name)) {
                removeVolume(volume.getName());
            }
        }
    }

    private void removeVolume(String volume) {
        try {
            client.removeVolumeCmd(volume).exec();
        } catch (NotFoundException e) {
            // as wanted
        } catch (ConflictException e) {
            // a clone still has it; the next sweep finds it again
        }
    }

    private static String volume(String name) {
        return PREFIX + name.substring(0, Math.min(NAME_LENGTH, name.length()));
    }

    private MachineFault fault(String what, String name, Exception e) {
        return new MachineFault("the template machine cannot be " + what + ": volume=" + volume(name) + ": " + e
                + ". Is there space, on the daemon's host too? blkunit.machines=boot does without.", e);
    }
}
