package io.github.blkunit.driver;

import java.time.Duration;

/** Device mapper's {@code flakey} target in its good time, which lasts a day, over a memory-backed null_blk disk: keeps what is written. One
 * queue. For bad times see {@link DeviceMapper#flakey}. */
public final class DmFlakey implements Driver {
    private static final Duration GOOD_TIME = Duration.ofDays(1);

    @Override
    public String name() { return "dm-flakey"; }

    @Override
    public RunningDriver up(DeviceConfiguration configuration) throws DriverException, InterruptedException {
        return Mapping.answering(name(), configuration, base -> DeviceMapper.flakey(base, GOOD_TIME, Duration.ZERO));
    }
}
