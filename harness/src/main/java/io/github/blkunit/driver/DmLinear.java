package io.github.blkunit.driver;

/** Device mapper's {@code linear} target over a memory-backed null_blk disk: keeps what is written. One queue. For other tables see {@link DeviceMapper}. */
public final class DmLinear implements Driver {
    @Override
    public String name() { return "dm-linear"; }

    @Override
    public RunningDriver up(DeviceConfiguration configuration) throws DriverException, InterruptedException {
        return Mapping.answering(name(), configuration, DeviceMapper::linear);
    }
}
