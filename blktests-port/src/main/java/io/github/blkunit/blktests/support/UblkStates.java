package io.github.blkunit.blktests.support;

import io.github.blkunit.TimeScale;
import io.github.blkunit.driver.Await;
import io.github.blkunit.ublk.control.ControlDevice;
import io.github.blkunit.ublk.control.DeviceState;
import java.time.Duration;

/** The kernel's view of ublk devices. */
public final class UblkStates {
    private UblkStates() {}

    /** Waits until the device is in that state. Returns the state it is in at the end, which is another if the time was up. */
    public static DeviceState await(int id, DeviceState wanted, Duration deadline) throws InterruptedException {
        try (ControlDevice control = ControlDevice.open()) {
            Await.<RuntimeException>until(TimeScale.deadline(deadline), () -> control.info(id).state() == wanted);
            return control.info(id).state();
        }
    }
}
