package io.github.blkunit.perf.planted;

import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.driver.Driver;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.RunningDriver;
import io.github.blkunit.driver.UblkServer;
import io.github.blkunit.perf.planted.SlowServer.Fault;
import java.util.List;

/** Drivers with one fault each, for {@code blkunit perf run --as-build --driver ...Planted$Burn --reference ...Planted$Plain}. */
public final class Planted {
    /** About 7 % of what a request takes 32 deep with instructions counted. */
    private static final long NANOS = 10_000;

    private Planted() {}

    /** Nothing is wrong with it. */
    public static final class Plain implements Driver {
        @Override
        public String name() { return "plain"; }

        @Override
        public RunningDriver up(DeviceConfiguration wanted) throws DriverException, InterruptedException {
            return start(Fault.NONE, wanted);
        }
    }

    /** Burns 10 microseconds per request. */
    public static final class Burn implements Driver {
        @Override
        public String name() { return "burn"; }

        @Override
        public RunningDriver up(DeviceConfiguration wanted) throws DriverException, InterruptedException {
            return start(Fault.BURN, wanted);
        }
    }

    /** The same under a lock. */
    public static final class Lock implements Driver {
        @Override
        public String name() { return "lock"; }

        @Override
        public RunningDriver up(DeviceConfiguration wanted) throws DriverException, InterruptedException {
            return start(Fault.LOCK, wanted);
        }
    }

    /** Takes 10 ms for one request in 10 000. */
    public static final class Spike implements Driver {
        @Override
        public String name() { return "spike"; }

        @Override
        public RunningDriver up(DeviceConfiguration wanted) throws DriverException, InterruptedException {
            return start(Fault.SPIKE, wanted);
        }
    }

    private static RunningDriver start(Fault fault, DeviceConfiguration wanted) throws DriverException, InterruptedException {
        return UblkServer.start(SlowServer.class, List.of(fault.name(), Long.toString(NANOS), Long.toString(wanted.size()
                .bytes()),
                Integer.toString(wanted.queues()), Integer.toString(wanted.depth())));
    }
}
