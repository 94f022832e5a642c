package io.github.blkunit.driver;

/** blkunit's own ublk null driver, a server process in Java. */
public final class UblkJava implements Driver {

    @Override
    public String name() { return "ublk-java"; }

    @Override
    public RunningDriver up(DeviceConfiguration configuration) throws DriverException {
        throw new DriverException("not there yet");
    }
}
