package io.github.blkunit.ublk.cli;

import io.github.blkunit.ublk.control.ControlDevice;
import io.github.blkunit.ublk.control.DeviceList;
import io.github.blkunit.ublk.sys.UblkException;
import io.github.blkunit.ublk.uring.IoUring;
import io.github.blkunit.ublk.uring.RingSetup;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ublk doctor}. */
@Command(name = "doctor", description = "Says whether this machine can serve ublk devices, and what is missing.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private static final String MAX = "/sys/module/ublk_drv/parameters/ublks_max";
    private static final String DISABLED = "/proc/sys/kernel/io_uring_disabled";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();
    private boolean healthy = true;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        check(out, "kernel", () -> System.getProperty("os.version"));
        check(out, "io_uring", DoctorCommand::ring);
        check(out, "ublk driver", DoctorCommand::features);
        check(out, "devices", () -> DeviceList.ids().size() + ", most that users without privilege can make: " + content(MAX));
        out.flush();
        return healthy ? 0 : 1;
    }

    private void check(PrintWriter out, String what, Supplier<String> test) {
        try {
            out.println("ok    " + what + ": " + test.get());
        } catch (UblkException e) {
            healthy = false;
            out.println("FAIL  " + what + ": " + e.getMessage());
        }
    }

    private static String ring() {
        try (IoUring ring = IoUring.open(RingSetup.queue(8))) {
            return "works with the flags that queues need (" + ring + "), io_uring_disabled=" + content(DISABLED);
        }
    }

    private static String features() {
        try (ControlDevice control = ControlDevice.open()) {
            return control.features().toString();
        }
    }

    private static String content(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            return "unknown (no " + file + ")";
        }
    }
}
