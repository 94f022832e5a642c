package io.github.blkunit.engine;

import io.github.blkunit.ByteSize;
import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.driver.Driver;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.RunningDriver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Brings /dev/null up, and counts. */
public class FakeDriver implements Driver {
    static final AtomicInteger UP = new AtomicInteger();
    static volatile DeviceConfiguration last = new DeviceConfiguration(0, 0, new ByteSize(0), 0);

    static void awaitUp(Duration patience) {
        long start = System.nanoTime();
        while (UP.get() == 0 && System.nanoTime() - start < patience.toNanos())
            Thread.onSpinWait();
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public RunningDriver up(DeviceConfiguration configuration) throws DriverException {
        last = configuration;
        UP.incrementAndGet();
        return new RunningDriver() {
            @Override
            public Path node() {
                return Path.of("/dev/null");
            }

            @Override
            public void close() {
                UP.decrementAndGet();
            }
        };
    }

    /** Does not come up. */
    public static final class Broken extends FakeDriver {
        @Override
        public RunningDriver up(DeviceConfiguration configuration) throws DriverException {
            throw new DriverException("ublk_drv is not there");
        }
    }

    /** Leaves something behind. */
    public static final class Sticky extends FakeDriver {
        @Override
        public RunningDriver up(DeviceConfiguration configuration) {
            return new RunningDriver() {
                @Override
                public Path node() {
                    return Path.of("/dev/null");
                }

                @Override
                public void close() throws DriverException {
                    throw new DriverException("/dev/ublkb0 is still there");
                }
            };
        }
    }
}
