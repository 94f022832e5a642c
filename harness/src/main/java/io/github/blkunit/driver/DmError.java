package io.github.blkunit.driver;

/** Device mapper's {@code error} target: every request fails with EIO, so it is up when its node is there. One queue. */
public final class DmError implements Driver {
    @Override
    public String name() { return "dm-error"; }

    @Override
    public RunningDriver up(DeviceConfiguration configuration) throws DriverException, InterruptedException {
        return Mapping.up(name(), configuration, base -> DeviceMapper.error(base.size()));
    }
}
