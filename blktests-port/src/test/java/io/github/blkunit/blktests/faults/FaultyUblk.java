package io.github.blkunit.blktests.faults;

import io.github.blkunit.Device;
import io.github.blkunit.blktests.subject.JavaUblk;
import io.github.blkunit.blktests.subject.Ublk;
import io.github.blkunit.blktests.subject.UblkDisk;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.ublk.control.DeviceState;
import java.io.IOException;
import java.time.Duration;

/** blkunit's ublk server with one fault for each test of group ublk. */
public final class FaultyUblk implements Ublk {
    private final Ublk sound = new JavaUblk();

    /** For {@code blkunit.blktests.ublk}. */
    public FaultyUblk() {}

    @Override
    public UblkDisk add(Target target, Crash crash) throws DriverException, IOException, InterruptedException {
        Crash otherwise = crash == Crash.ENDS_IT ? Crash.LEAVES_IT_TO_THE_NEXT_SERVER : Crash.ENDS_IT;
        boolean swapped = PlantedFaults.at("ublk002") || PlantedFaults.at("ublk005");
        Target served = PlantedFaults.at("ublk003") ? new Target.Null() : target;
        return new Faulty(sound.add(served, swapped ? otherwise : crash));
    }

    @Override
    public UblkDisk recover(UblkDisk dead, Target target) throws DriverException, IOException, InterruptedException {
        return new Faulty(sound.recover(dead, target));
    }

    private record Faulty(UblkDisk disk) implements UblkDisk {
        @Override
        public int id() { return disk.id(); }

        @Override
        public Device device() { return disk.device(); }

        @Override
        public ProcessHandle server() { return disk.server(); }

        @Override
        public DeviceState state() { return disk.state(); }

        @Override
        public void delete() throws DriverException {
            if (!(PlantedFaults.at("ublk001") || PlantedFaults.at("ublk004") || PlantedFaults.at("ublk006"))) { disk.delete(); }
        }

        @Override
        public boolean awaitServersEnd(Duration deadline) throws InterruptedException { return disk.awaitServersEnd(deadline); }

        @Override
        public void close() throws DriverException { disk.close(); }
    }
}
