package io.github.blkunit.ublk.control;

/** Where ublk's nodes are. */
public final class DevicePaths {
    public static final String CONTROL = "/dev/ublk-control";
    static final String SYSFS = "/sys/class/ublk-char";
    static final String CHARACTER_NAME = "ublkc";

    private DevicePaths() {}

    /** {@return the disk of a device} */
    public static String disk(int id) { return "/dev/ublkb" + id; }

    /** {@return the server's side of a device} */
    public static String character(int id) { return "/dev/" + CHARACTER_NAME + id; }
}
