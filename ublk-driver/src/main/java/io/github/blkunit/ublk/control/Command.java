package io.github.blkunit.ublk.control;

import io.github.blkunit.ublk.uapi.UblkCmd;

/** A control command and its number, which already says direction and size. */
enum Command {
    GET_QUEUE_AFFINITY(UblkCmd.UBLK_U_CMD_GET_QUEUE_AFFINITY()), //
    GET_DEV_INFO(UblkCmd.UBLK_U_CMD_GET_DEV_INFO()), //
    GET_FEATURES(UblkCmd.UBLK_U_CMD_GET_FEATURES()), //
    GET_PARAMS(UblkCmd.UBLK_U_CMD_GET_PARAMS()), //
    ADD_DEV(UblkCmd.UBLK_U_CMD_ADD_DEV()), //
    SET_PARAMS(UblkCmd.UBLK_U_CMD_SET_PARAMS()), //
    START_DEV(UblkCmd.UBLK_U_CMD_START_DEV()), //
    STOP_DEV(UblkCmd.UBLK_U_CMD_STOP_DEV()), //
    DEL_DEV(UblkCmd.UBLK_U_CMD_DEL_DEV()), //
    START_USER_RECOVERY(UblkCmd.UBLK_U_CMD_START_USER_RECOVERY()), //
    END_USER_RECOVERY(UblkCmd.UBLK_U_CMD_END_USER_RECOVERY()), //
    GET_DEV_INFO2(UblkCmd.UBLK_U_CMD_GET_DEV_INFO2()), //
    DEL_DEV_ASYNC(UblkCmd.UBLK_U_CMD_DEL_DEV_ASYNC()), //
    UPDATE_SIZE(UblkCmd.UBLK_U_CMD_UPDATE_SIZE()), //
    QUIESCE_DEV(UblkCmd.UBLK_U_CMD_QUIESCE_DEV()), //
    TRY_STOP_DEV(UblkCmd.UBLK_U_CMD_TRY_STOP_DEV()), //
    REG_BUF(UblkCmd.UBLK_U_CMD_REG_BUF()), //
    UNREG_BUF(UblkCmd.UBLK_U_CMD_UNREG_BUF());

    private final int number;

    Command(long number) { this.number = (int) number; } // unsigned in C, the top bits make it negative here

    int number() { return number; }
}
