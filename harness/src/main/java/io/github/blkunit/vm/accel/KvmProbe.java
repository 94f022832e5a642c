package io.github.blkunit.vm.accel;

import io.github.blkunit.ByteSize;
import io.github.blkunit.vm.Accelerator;
import io.github.blkunit.vm.Availability;
import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineEnd;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.MachineSpec;
import io.github.blkunit.vm.Payload;
import io.github.blkunit.vm.QemuFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Boots a small guest with KVM that says one line and powers off. */
public final class KvmProbe {
    static final String LINE = "blkunit-probe: the guest runs";
    /** With KVM this takes about a second; without, QEMU ends at once or the guest stands still. */
    private static final Duration LIMIT = Duration.ofSeconds(9);

    private final Duration limit;

    /** With the usual limit. */
    public KvmProbe() { this(LIMIT); }

    KvmProbe(Duration limit) { this.limit = limit; }

    Availability boot(Booter booter) throws MachineFault, InterruptedException {
        Path artefacts;
        try {
            artefacts = Files.createTempDirectory("blkunit-probe-");
        } catch (IOException e) {
            throw new MachineFault("no place for temporary files: " + e + ". Free some space or set -Djava.io.tmpdir.", e);
        }
        try {
            return boot(booter, artefacts);
        } finally {
            delete(artefacts);
        }
    }

    private Availability boot(Booter booter, Path artefacts) throws MachineFault, InterruptedException {
        var spec = new MachineSpec(1, ByteSize.mib(512), new Payload.BootScript("echo '" + LINE + "'\n"), List.of("quiet"),
                "none", artefacts);
        long start = System.nanoTime();
        try (Machine machine = booter.boot(spec, Accelerator.KVM)) {
            MachineEnd end = machine.end().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return spoke(machine) ? new Availability.Usable("a guest booted with KVM in " + (System.nanoTime() - start)
                    / 1_000_000 + " ms")
                    : new Availability.Missing("/dev/kvm opens, but a guest does not boot with it: " + firstComplaint(artefacts,
                            end.reason()));
        } catch (TimeoutException e) {
            return new Availability.Missing("/dev/kvm opens, but a guest does not boot with it within " + limit.toSeconds() + " s"
                    + firstComplaint(artefacts, ""));
        } catch (QemuFault | ExecutionException e) {
            return new Availability.Missing("/dev/kvm opens, but QEMU does not start with it: " + e.getMessage());
        }
    }

    private static boolean spoke(Machine machine) {
        return machine.consoleTail(200).stream().anyMatch(line -> line.contains(LINE));
    }

    /** QEMU's first words say what is wrong; registers and code follow. */
    private static String firstComplaint(Path artefacts, String otherwise) {
        Path errors = artefacts.resolve("qemu-stderr.log");
        try (Stream<String> lines = Files.exists(errors) ? Files.lines(errors) : Stream.empty()) {
            return lines.map(String::strip).filter(line -> !line.isEmpty() && !line.contains(": info: ")).findFirst()
                    .map(line -> line.replaceFirst("^\\S*qemu-system-x86_64: ", "")).orElse(otherwise);
        } catch (IOException e) {
            return otherwise;
        }
    }

    private static void delete(Path folder) throws MachineFault {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new MachineFault("cannot remove the probe's files: folder=" + folder + ": " + e, e);
        }
    }
}
