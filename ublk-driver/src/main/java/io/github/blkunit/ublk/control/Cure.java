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
            case "ENODEV" -> switch (command) {
                case UPDATE_SIZE, QUIESCE_DEV, TRY_STOP_DEV -> "there is no such device, or it has no disk now";
                default -> "there is no such device; `ublk list` shows them";
            };
            case "EBUSY" -> switch (command) {
                case START_USER_RECOVERY -> "its server is alive, or the kernel has not yet let go of the dead one";
                case TRY_STOP_DEV -> "somebody has the disk open";
                default -> "somebody has the device open, or it is being stopped";
            };
            case "ETIMEDOUT" -> "the server still holds requests; the device now needs a recovery, or delete it";
            case "EINTR" -> "a signal came; a deletion goes on by itself";
            case "ENOMEM" -> "no memory in the kernel; fewer queues or less depth";
            case "EOPNOTSUPP", "ENOSYS", "ENOTTY" -> command == Command.QUIESCE_DEV
                    ? "the device was made without QUIESCE (Linux 6.16)"
                    : "this kernel's ublk_drv is too old for the command; Linux " + since(command) + " or newer is needed";
            case "EINVAL" -> switch (command) {
                case GET_FEATURES -> "this kernel's ublk_drv is too old; Linux 6.5 or newer is needed";
                case START_USER_RECOVERY -> "the device was made without recovery, or its disk is gone";
                default -> "the kernel refuses one of the values";
            };
            default -> "";
        };
    }

    private static String since(Command command) {
        return switch (command) {
            case DEL_DEV_ASYNC -> "6.9";
            case UPDATE_SIZE, QUIESCE_DEV -> "6.16";
            case TRY_STOP_DEV -> "7.0";
            case REG_BUF, UNREG_BUF -> "7.1";
            default -> "6.5";
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
