package io.github.blkunit.ublk.control;

import io.github.blkunit.ublk.sys.UblkException;
import io.github.blkunit.ublk.uapi.UblkCmd;

/** The kernel's view of a device. */
public enum DeviceState {
    /** No disk: not started, stopped, or its server died. */
    DEAD(UblkCmd.UBLK_S_DEV_DEAD()),
    /** A disk, served. */
    LIVE(UblkCmd.UBLK_S_DEV_LIVE()),
    /** A disk without server; requests wait for a recovery. */
    QUIESCED(UblkCmd.UBLK_S_DEV_QUIESCED()),
    /** A disk without server; requests fail until a recovery. */
    FAIL_IO(UblkCmd.UBLK_S_DEV_FAIL_IO());

    private final int number;

    DeviceState(int number) { this.number = number; }

    static DeviceState of(int number) {
        for (DeviceState state : values()) if (state.number == number) return state;
        throw new UblkException("the kernel reports a device state that this version does not know: state=" + number);
    }
}
