package io.github.blkunit.blktests.subject;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.UblkJava;
import io.github.blkunit.driver.UblkServer;
import io.github.blkunit.ublk.control.ControlDevice;
import io.github.blkunit.ublk.control.DeviceState;
import java.time.Duration;

/** blkunit's own ublk server. */
public final class JavaUblk implements Ublk {
    /** Upstream's two queues of depth 128. */
    private static final DeviceConfiguration DEVICE = new DeviceConfiguration(2, 128, ByteSize.gib(1), 512);

    private final UblkJava driver = new UblkJava();

    @Override
    public UblkDisk add(Target target, Crash crash) throws DriverException, InterruptedException {
        String[] options = crash == Crash.LEAVES_IT_TO_THE_NEXT_SERVER ? new String[] {"--recoverable"} : new String[0];
        return switch (target) {
            case Target.Null _ -> new Served(driver.serve(DEVICE, options));
            case Target.Loop _ -> throw noLoop();
        };
    }

    @Override
    public UblkDisk recover(UblkDisk dead, Target target) throws DriverException, InterruptedException {
        return switch (target) {
            case Target.Null _ -> new Served(driver.recover(((Served) dead).process()));
            case Target.Loop _ -> throw noLoop();
        };
    }

    private static UnsupportedOperationException noLoop() {
        return new UnsupportedOperationException("the ublk server has no loop target");
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
