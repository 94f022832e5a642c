package io.github.blkunit.vm.qemu;

import io.github.blkunit.vm.Accelerator;
import io.github.blkunit.vm.Debugging;
import io.github.blkunit.vm.VirtualTime;
import java.util.ArrayList;
import java.util.List;

/**
 * QEMU's command line, as groups of an option and its value.
 *
 * <p>The devices can all be migrated, and the root disk is read-only, so that a machine can be saved and cloned.
 * There is no network, no display and no default device. A guest that reboots or panics ends QEMU.
 */
public final class QemuCommand {
    /** Name of the virtio-serial port that the agent opens. */
    public static final String AGENT_PORT = "io.github.blkunit.agent";
    private static final String DEBUGGER_PORT = "io.github.blkunit.debugger";
    private static final String FW_CFG = "opt/io.github.blkunit/";
    /**
     * With {@code -icount} the time stamp counter counts virtual nanoseconds. What the kernel measures at boot is a little off, so that it gives
     * the counter up for a timer on the bus, whose every read is a system call and an exit from translated code.
     */
    private static final List<String> EXACT_TSC = List.of("tsc=reliable", "tsc_early_khz=1000000");

    private QemuCommand() {}

    /** The arguments for {@code qemu-system-x86_64}, in groups whose order does not matter. */
    public static List<List<String>> groups(Hardware hardware) {
        List<List<String>> groups = new ArrayList<>();
        groups.add(List.of("-nodefaults"));
        groups.add(List.of("-no-user-config"));
        groups.add(List.of("-no-reboot"));
        groups.add(List.of("-display", "none"));
        groups.add(List.of("-vga", "none"));
        groups.add(List.of("-nic", "none"));
        addBoard(groups, hardware);
        addBoot(groups, hardware);
        addDisks(groups, hardware);
        addChannels(groups, hardware);
        // Nobody pets it before the agent runs: it starts counting when the guest opens it.
        groups.add(List.of("-device", "i6300esb,id=watchdog"));
        groups.add(List.of("-action", hardware.debugging().isOn() ? "watchdog=none" : "watchdog=poweroff"));
        // The kernel says there how its memory is to be read, which a dump of it then tells crash and drgn.
        groups.add(List.of("-device", "vmcoreinfo"));
        addDebuggers(groups, hardware.debugging());
        addJvm(groups, hardware);
        return groups;
    }

    /** The same as one list. */
    public static List<String> arguments(Hardware hardware) {
        return groups(hardware).stream().flatMap(List::stream).toList();
    }

    private static void addBoard(List<List<String>> groups, Hardware hardware) {
        // No PIT: on a busy host Linux calibrates the TSC against it wrongly, and the guest's clock then runs many times too
        // fast. The HPET, which is read at both ends of the measurement, is immune.
        groups.add(List.of("-machine", "q35,pit=off,memory-backend=ram,sata=off,smbus=off,usb=off,vmport=off,graphics=off"));
        // One thread: with one per CPU, code that a guest's JIT patches on one CPU is at times mistranslated on another.
        groups.add(List.of("-accel", hardware.accelerator() == Accelerator.TCG ? "tcg,thread=single" : "kvm"));
        if (hardware.accelerator() == Accelerator.TCG && hardware.time() == VirtualTime.INSTRUCTIONS) {
            groups.add(List.of("-icount", "shift=2,sleep=on")); // 2^2 ns each; does not skip idle time, in which the host may have news
        }
        groups.add(List.of("-cpu", hardware.accelerator() == Accelerator.TCG ? "max,la57=off" : "host"));
        groups.add(List.of("-smp", Integer.toString(hardware.cpus())));
        String size = hardware.memory().bytes() + "B";
        groups.add(List.of("-m", size));
        groups.add(List.of("-object", switch (hardware.backing()) {
            case GuestMemory.Own _ -> "memory-backend-ram,id=ram,size=" + size;
            case GuestMemory.Template template -> memoryFile(template.file(), "on", size);
            case GuestMemory.Copy copy -> memoryFile(copy.file(), "off", size);
        }));
        // What a clone goes on with is named over the monitor, which alone can say that the memory is not in there.
        if (hardware.backing() instanceof GuestMemory.Copy) groups.add(List.of("-incoming", "defer"));
    }

    private static String memoryFile(String path, String shared, String size) {
        return "memory-backend-file,id=ram,share=" + shared + ",mem-path=" + escaped(path) + ",size=" + size;
    }

    private static void addBoot(List<List<String>> groups, Hardware hardware) {
        List<String> words = new ArrayList<>(List.of("console=ttyS0", "panic=-1", "oops=panic"));
        if (hardware.accelerator() == Accelerator.TCG) {
            // On a busy host an emulated timer looks broken to the kernel's check at boot, which then panics.
            words.add("no_timer_check");
            if (hardware.time() == VirtualTime.INSTRUCTIONS) { words.addAll(EXACT_TSC); }
        }
        words.addAll(hardware.kernelArguments());
        groups.add(List.of("-kernel", hardware.files().kernel()));
        groups.add(List.of("-initrd", hardware.files().initramfs()));
        groups.add(List.of("-append", String.join(" ", words)));
        groups.add(List.of("-fw_cfg", "name=" + FW_CFG + "secret,file=" + escaped(hardware.files().secret())));
        hardware.agentMain().ifPresent(main -> groups.add(List.of("-fw_cfg", "name=" + FW_CFG + "agent-main,string=" + escaped(
                main))));
    }

    private static void addDisks(List<List<String>> groups, Hardware hardware) {
        groups.add(List.of("-blockdev", "driver=raw,node-name=root,read-only=on,file.driver=file,file.locking=off,file.filename="
                + escaped(hardware.files().rootImage())));
        groups.add(List.of("-device", "virtio-blk-pci,drive=root,serial=blkunit-root"));
    }

    private static void addChannels(List<List<String>> groups, Hardware hardware) {
        groups.add(List.of("-chardev", hardware.channels().console() + ",id=console"));
        groups.add(List.of("-serial", "chardev:console"));
        groups.add(List.of("-device", "virtio-serial-pci,id=ports"));
        groups.add(List.of("-chardev", hardware.channels().agent() + ",id=agent"));
        groups.add(List.of("-device", "virtserialport,bus=ports.0,chardev=agent,name=" + AGENT_PORT));
        hardware.channels().monitor().ifPresent(backend -> {
            groups.add(List.of("-chardev", backend + ",id=monitor"));
            groups.add(List.of("-mon", "chardev=monitor,mode=control"));
        });
    }

    /** QEMU itself listens, on the loopback. The JVM's debugger comes through a port of its own, since the guest has no network. */
    private static void addDebuggers(List<List<String>> groups, Debugging debugging) {
        debugging.kernel().ifPresent(port -> groups.add(List.of("-gdb", "tcp:127.0.0.1:" + port)));
        debugging.java().ifPresent(port -> {
            groups.add(List.of("-chardev", "socket,id=debugger,host=127.0.0.1,port=" + port + ",server=on,wait=off"));
            groups.add(List.of("-device", "virtserialport,bus=ports.0,chardev=debugger,name=" + DEBUGGER_PORT));
        });
    }

    private static void addJvm(List<List<String>> groups, Hardware hardware) {
        List<String> options = new ArrayList<>();
        if (hardware.accelerator() == Accelerator.TCG && hardware.time() == VirtualTime.HOST) {
            // All CPUs share one thread of the host: compiling what runs a few hundred times took most of the agent's start.
            options.add("-XX:CompileThresholdScaling=5");
        }
        if (hardware.debugging().java().isPresent()) {
            options.add("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:5005");
        }
        if (!options.isEmpty()) {
            groups.add(List.of("-fw_cfg", "name=" + FW_CFG + "java-options,string=" + escaped(String.join(" ", options))));
        }
    }

    /** A comma ends a value, unless it is doubled. */
    static String escaped(String value) {
        return value.replace(",", ",,");
    }
}
