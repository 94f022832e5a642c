package io.github.blkunit.ublk.control;

import io.github.blkunit.ublk.uapi.UblkCmd;

/** An ability of the ublk driver, with the bit that asks for it and the first kernel that has it. */
public enum Feature {
    SUPPORT_ZERO_COPY(UblkCmd.UBLK_F_SUPPORT_ZERO_COPY(), "6.15"), //
    URING_CMD_COMP_IN_TASK(UblkCmd.UBLK_F_URING_CMD_COMP_IN_TASK(), "6.0"), //
    NEED_GET_DATA(UblkCmd.UBLK_F_NEED_GET_DATA(), "6.0"), //
    USER_RECOVERY(UblkCmd.UBLK_F_USER_RECOVERY(), "6.1"), //
    USER_RECOVERY_REISSUE(UblkCmd.UBLK_F_USER_RECOVERY_REISSUE(), "6.1"), //
    UNPRIVILEGED_DEV(UblkCmd.UBLK_F_UNPRIVILEGED_DEV(), "6.3"), //
    CMD_IOCTL_ENCODE(UblkCmd.UBLK_F_CMD_IOCTL_ENCODE(), "6.4"), //
    USER_COPY(UblkCmd.UBLK_F_USER_COPY(), "6.5"), //
    ZONED(UblkCmd.UBLK_F_ZONED(), "6.6"), //
    USER_RECOVERY_FAIL_IO(UblkCmd.UBLK_F_USER_RECOVERY_FAIL_IO(), "6.13"), //
    UPDATE_SIZE(UblkCmd.UBLK_F_UPDATE_SIZE(), "6.16"), //
    AUTO_BUF_REG(UblkCmd.UBLK_F_AUTO_BUF_REG(), "6.16"), //
    QUIESCE(UblkCmd.UBLK_F_QUIESCE(), "6.16"), //
    PER_IO_DAEMON(UblkCmd.UBLK_F_PER_IO_DAEMON(), "6.16"), //
    BUF_REG_OFF_DAEMON(UblkCmd.UBLK_F_BUF_REG_OFF_DAEMON(), "6.17"), //
    BATCH_IO(UblkCmd.UBLK_F_BATCH_IO(), "7.0"), //
    INTEGRITY(UblkCmd.UBLK_F_INTEGRITY(), "7.0"), //
    SAFE_STOP_DEV(UblkCmd.UBLK_F_SAFE_STOP_DEV(), "7.0"), //
    NO_AUTO_PART_SCAN(UblkCmd.UBLK_F_NO_AUTO_PART_SCAN(), "7.0"), //
    SHMEM_ZC(UblkCmd.UBLK_F_SHMEM_ZC(), "7.1"), //
    IO_DESC_SIZE(UblkCmd.UBLK_F_IO_DESC_SIZE(), "7.3");

    private final long bit;
    private final String since;

    Feature(long bit, String since) {
        this.bit = bit;
        this.since = since;
    }

    /** {@return the flag of the kernel's interface} */
    public long bit() { return bit; }

    /** {@return the first kernel version with it} */
    public String since() { return since; }
}
