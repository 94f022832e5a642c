package io.github.blkunit.cli;

import io.github.blkunit.ByteSize;
import io.github.blkunit.vm.Accelerator;
import io.github.blkunit.vm.AcceleratorChoice;
import io.github.blkunit.vm.Availability;
import io.github.blkunit.vm.HostMemory;
import io.github.blkunit.vm.Launcher;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.Machines;
import io.github.blkunit.vm.Selection;
import io.github.blkunit.vm.VmSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What doctor looks at, in the order in which a run would meet it. */
final class Checks {
    private static final int LEAST_JAVA = 25;
    private static final ByteSize USUAL_MEMORY = ByteSize.gib(1);
    /** The unpacked bundle, and initramfs archives. */
    private static final ByteSize CACHE_SPACE = ByteSize.mib(700);

    private final VmSettings settings;
    private final Machines machines;

    Checks(VmSettings settings, Machines machines) {
        this.settings = settings;
        this.machines = machines;
    }

    List<Check> all() throws InterruptedException {
        List<Check> checks = new ArrayList<>(List.of(java(), cache(), memory(), bundle()));
        for (Launcher launcher : machines.launchers().all()) {
            checks.add(launcher(launcher));
        }
        boolean usable = checks.stream().noneMatch(check -> check.verdict() == Check.Verdict.BAD);
        if (usable) {
            checks.addAll(choice());
        }
        return checks;
    }

    private static Check java() {
        int feature = Runtime.version().feature();
        String found = "Java " + Runtime.version() + " in " + System.getProperty("java.home");
        return feature >= LEAST_JAVA ? Check.ok("java", found) : Check.bad("java", found, "install a JDK " + LEAST_JAVA
                + " or newer");
    }

    private Check cache() {
        Path cache = settings.cache();
        try {
            Files.createDirectories(cache);
            ByteSize free = new ByteSize(Files.getFileStore(cache).getUsableSpace());
            String found = cache + ", " + (free.bytes() >> 20) + "M free";
            if (!Files.isWritable(cache)) {
                return Check.bad("cache", cache + " cannot be written", "set blkunit.cache to a folder that can");
            }
            boolean unpacked = Files.isDirectory(cache.resolve("bundle"));
            return unpacked || free.compareTo(CACHE_SPACE) >= 0 ? Check.ok("cache", found)
                    : Check.bad("cache", found + ", " + CACHE_SPACE + " are needed", "free some space or set blkunit.cache");
        } catch (IOException e) {
            return Check.bad("cache", cache + ": " + e, "set blkunit.cache to a folder that can be written");
        }
    }

    private Check memory() {
        ByteSize wanted = settings.memoryOr(USUAL_MEMORY);
        try {
            new HostMemory().require(wanted);
            Optional<ByteSize> available = new HostMemory().available();
            return Check.ok("memory", available.map(size -> (size.bytes() >> 20) + "M available").orElse("unknown")
                    + ", a machine takes " + wanted);
        } catch (MachineFault e) {
            return Check.bad("memory", String.valueOf(e.getMessage()), "");
        }
    }

    private Check bundle() throws InterruptedException {
        try {
            return Check.ok("bundle", machines.bundleDescription());
        } catch (MachineFault e) {
            return Check.bad("bundle", String.valueOf(e.getMessage()), "");
        }
    }

    private static Check launcher(Launcher launcher) throws InterruptedException {
        String name = "launcher " + launcher.name();
        return switch (launcher.availability()) {
            case Availability.Usable usable -> Check.ok(name, usable.reason());
            case Availability.Missing missing -> Check.note(name, "cannot be used: " + missing.reason(), "");
        };
    }

    private List<Check> choice() throws InterruptedException {
        List<Check> checks = new ArrayList<>();
        try {
            Selection selection = machines.selection();
            checks.add(Check.ok("chosen launcher", selection.toString()));
            AcceleratorChoice accelerator = selection.launcher().accelerator();
            String found = accelerator.accelerator() + ": " + accelerator.why();
            checks.add(accelerator.accelerator() == Accelerator.KVM ? Check.ok("chosen accelerator", found)
                    : Check.note("chosen accelerator", found, "tests run, about ten times slower than with a working KVM"));
        } catch (MachineFault e) {
            checks.add(Check.bad(checks.isEmpty() ? "chosen launcher" : "chosen accelerator", String.valueOf(e.getMessage()),
                    ""));
        }
        return checks;
    }
}
