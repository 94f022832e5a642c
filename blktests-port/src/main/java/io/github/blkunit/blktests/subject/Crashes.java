package io.github.blkunit.blktests.subject;

import io.github.blkunit.TimeScale;
import io.github.blkunit.driver.Await;
import io.github.blkunit.ublk.control.DeviceState;
import java.io.IOException;
import java.time.Duration;

/** What group ublk does to servers, and waits for. */
public final class Crashes {
    /** Upstream looks 20 times, once a second. */
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private Crashes() {}

    /** SIGKILL. */
    public static void kill(UblkDisk disk) throws IOException {
        if (!disk.server().destroyForcibly()) {
            throw new IOException("the ublk server cannot be killed: pid=" + disk.server().pid() + ", alive=" + disk.server()
                    .isAlive());
        }
    }

    /** Waits for the device to be in a state. Returns the state it is in at the end, which is another if the time was up. */
    public static DeviceState await(UblkDisk disk, DeviceState wanted) throws InterruptedException {
        DeviceState[] last = new DeviceState[1];
        Await.<RuntimeException>until(TimeScale.deadline(DEADLINE), () -> (last[0] = disk.state()) == wanted);
        return last[0];
    }
}
