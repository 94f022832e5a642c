package io.github.blkunit.counts;

import io.github.blkunit.Device;
import io.github.blkunit.ublk.control.ControlDevice;
import io.github.blkunit.ublk.sys.UblkException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which process serves a device: for ublk the kernel knows, whatever the server is; drivers in the kernel have none. */
final class ServerOf {
    private static final Pattern UBLK = Pattern.compile("ublkb(\\d+)");

    private ServerOf() {}

    static OptionalLong device(Device device) {
        Matcher ublk = UBLK.matcher(device.name());
        if (!ublk.matches()) { return OptionalLong.empty(); }
        try (ControlDevice control = ControlDevice.open()) {
            return OptionalLong.of(control.info(Integer.parseInt(ublk.group(1))).serverPid());
        } catch (UblkException e) {
            throw new CountsException("the kernel does not say who serves " + device + ": " + e.getMessage(), e);
        }
    }
}
