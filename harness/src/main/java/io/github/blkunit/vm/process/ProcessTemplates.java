package io.github.blkunit.vm.process;

import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.MachineSpec;
import io.github.blkunit.vm.TemplateFolders;
import io.github.blkunit.vm.Templates;
import io.github.blkunit.vm.qemu.GuestMemory;
import io.github.blkunit.vm.qemu.Monitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Templates of child processes. A template is a folder with two files: the guest's memory, which the template wrote straight into it, and
 * the state of devices and CPUs. All clones map the memory; what a clone does not write, it shares with the others.
 */
final class ProcessTemplates implements Templates {
    private static final String MEMORY = "memory";
    private static final String STATE = "state";
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ProcessLauncher launcher;
    private final TemplateFolders folders;

    ProcessTemplates(ProcessLauncher launcher, TemplateFolders folders) {
        this.launcher = launcher;
        this.folders = folders;
    }

    /** With this boot of the host: the memory is never synced to the disk, and a host that crashed may have lost parts of it. */
    @Override
    public String fingerprint(MachineSpec spec) throws MachineFault, InterruptedException {
        try {
            return launcher.fingerprint(spec) + " " + Files.readString(BOOT_ID).strip();
        } catch (IOException e) {
            throw new MachineFault("this host does not say when it booted: " + e, e);
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
        return folders.has(name);
    }

    @Override
    public Machine boot(MachineSpec spec, String name) throws MachineFault, InterruptedException {
        try {
            return launcher.launch(spec, new GuestMemory.Template(folders.begin(name).resolve(MEMORY).toString()));
        } catch (IOException e) {
            throw fault("made", name, e);
        }
    }

    @Override
    public void save(Machine machine, String name) throws MachineFault, InterruptedException {
        try (machine; Monitor monitor = ((QemuProcess) machine).monitor()) {
            Path making = folders.making(name);
            monitor.save(making.resolve(STATE).toString(), LIMIT);
            machine.close(); // before anybody else maps its memory
            folders.finish(name);
        } catch (IOException e) {
            remove(name);
            throw fault("saved", name, e);
        }
    }

    @Override
    public Machine clone(MachineSpec spec, String name) throws MachineFault, InterruptedException {
        Path template = folders.finished(name);
        QemuProcess clone = launcher.launch(spec, new GuestMemory.Copy(template.resolve(MEMORY).toString()));
        boolean runs = false;
        try (Monitor monitor = clone.monitor()) {
            monitor.resume(template.resolve(STATE).toString(), LIMIT);
            runs = true;
            return clone;
        } catch (IOException e) {
            throw fault("cloned", name, e);
        } finally {
            if (!runs) clone.close();
        }
    }

    @Override
    public void remove(String name) {
        try {
            folders.remove(name);
        } catch (IOException e) {
            // What stays is found again by its name, and removed when it is made anew.
        }
    }

    private MachineFault fault(String what, String name, IOException e) {
        return new MachineFault("the template machine cannot be " + what + ": folder=" + folders.finished(name) + ": " + e
                + ". Is there space in the cache (blkunit.cache)? blkunit.machines=boot does without.", e);
    }
}
