package io.github.blkunit.blktests.subject;

import io.github.blkunit.Device;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.UblkJava;
import io.github.blkunit.driver.UblkServer;
import io.github.blkunit.ublk.control.ControlDevice;
import io.github.blkunit.ublk.control.DeviceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** blkunit's own ublk server. */
public final class JavaUblk implements Ublk {
    /** Upstream's. */
    private static final String QUEUES = "2";
    private static final String DEPTH = "128";

    private final UblkJava driver = new UblkJava();

    @Override
    public UblkDisk add(Target target, Crash crash) throws DriverException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("serve"));
        command.addAll(words(target));
        command.addAll(List.of("--queues", QUEUES, "--depth", DEPTH));
        if (crash == Crash.LEAVES_IT_TO_THE_NEXT_SERVER) { command.add("--recoverable"); }
        return new Served(driver.run(command.toArray(String[]::new)));
    }

    @Override
    public UblkDisk recover(UblkDisk dead, Target target) throws DriverException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("recover"));
        command.addAll(words(target));
        command.addAll(List.of("--id", Integer.toString(dead.id())));
        return new Served(driver.run(command.toArray(String[]::new)));
    }

    private static List<String> words(Target target) {
        return switch (target) {
            case Target.Null _ -> List.of("null");
            case Target.Loop loop -> List.of("loop", "--file", loop.file().toString());
        };
    }

    /** @param process the server and what the harness knows of its device */
    private record Served(UblkServer process) implements UblkDisk {
        @Override
        public int id() { return process.id(); }

        @Override
        public Device device() { return Device.of(process); }

        @Override
        public ProcessHandle server() { return process.process(); }

        @Override
        public DeviceState state() {
            try (ControlDevice control = ControlDevice.open()) {
                return control.info(id()).state();
            }
        }

        @Override
        public void delete() throws DriverException { process.deleteDevice(); }

        @Override
        public boolean awaitServersEnd(Duration deadline) throws InterruptedException { return process.awaitEnd(deadline); }

        @Override
        public void close() throws DriverException { process.close(); }
    }
}
