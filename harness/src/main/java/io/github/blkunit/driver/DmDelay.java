package io.github.blkunit.driver;

import java.time.Duration;

/** Device mapper's {@code delay} target, 5 ms per request, over a memory-backed null_blk disk: keeps what is written. One queue. For other
 * delays see {@link DeviceMapper#delay}. */
public final class DmDelay implements Driver {
    private static final Duration DELAY = Duration.ofMillis(5);

    @Override
    public String name() { return "dm-delay"; }

    @Override
    public RunningDriver up(DeviceConfiguration configuration) throws DriverException, InterruptedException {
        return Mapping.answering(name(), configuration, base -> DeviceMapper.delay(base, DELAY));
    }
}
