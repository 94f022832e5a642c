package io.github.blkunit.ublk.control;

import io.github.blkunit.ublk.sys.Errno;

/** What the kernel's error numbers mean for each command, in words that say what to do. */
final class Cure {
    private Cure() {}

    static String of(Command command, Errno errno) {
        return switch (errno.symbol()) {
            case "EPERM" -> "run it as root (CAP_SYS_ADMIN)";
            case "EACCES" -> command == Command.ADD_DEV
                    ? "too many devices: see /sys/module/ublk_drv/parameters/ublks_max, or delete some"
                    : "no permission for this device";
            case "EEXIST" -> command == Command.ADD_DEV ? "the id is taken; leave it out or delete that device"
                    : "the device is live already";
            case "ENODEV" -> "there is no such device";
            case "EBUSY" -> "somebody has the device open, or it is being stopped";
            case "ENOMEM" -> "no memory in the kernel; fewer queues or less depth";
            case "EOPNOTSUPP", "ENOSYS", "ENOTTY" ->
                    "this kernel's ublk_drv is too old for the command; Linux 6.5 or newer is needed";
            case "EINVAL" -> command == Command.GET_FEATURES ? "this kernel's ublk_drv is too old; Linux 6.5 or newer is needed"
                    : "the kernel refuses one of the values";
            default -> "";
        };
    }

    static String ofOpen(Errno errno) {
        return switch (errno.symbol()) {
            case "ENOENT", "ENXIO", "ENODEV" ->
                    "the ublk driver is not loaded: `modprobe ublk_drv` (Linux 6.0 or newer with CONFIG_BLK_DEV_UBLK)";
            case "EACCES", "EPERM" -> "no permission: run it as root, or let udev give you the node";
            default -> "";
        };
    }
}
