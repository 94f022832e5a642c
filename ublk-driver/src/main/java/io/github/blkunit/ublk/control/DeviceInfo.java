package io.github.blkunit.ublk.control;

import io.github.blkunit.ublk.uapi.ublksrv_ctrl_dev_info;
import io.github.blkunit.ublk.uapi.ublksrv_io_desc;
import java.lang.foreign.MemorySegment;

/**
 * A device as the kernel granted it.
 *
 * @param id device number
 * @param queues hardware queues
 * @param depth requests per queue
 * @param maxRequest bytes of the largest request
 * @param state its state
 * @param features what is in effect, which may be more or less than was asked for
 * @param serverPid process that serves it, −1 if none
 * @param descriptorBytes bytes from one request descriptor to the next, 24 before Linux 7.3
 * @param ownerUid user that made it
 */
public record DeviceInfo(int id, int queues, int depth, int maxRequest, DeviceState state, Features features, int serverPid,
        int descriptorBytes,
        int ownerUid) {
    static final long BYTES = ublksrv_ctrl_dev_info.sizeof();
    private static final int DESCRIPTOR_BYTES = (int) ublksrv_io_desc.sizeof();

    static DeviceInfo read(MemorySegment info) {
        return new DeviceInfo(ublksrv_ctrl_dev_info.dev_id(info), Short.toUnsignedInt(ublksrv_ctrl_dev_info.nr_hw_queues(info)),
                Short.toUnsignedInt(ublksrv_ctrl_dev_info.queue_depth(info)), ublksrv_ctrl_dev_info.max_io_buf_bytes(info),
                DeviceState.of(ublksrv_ctrl_dev_info.state(info)), new Features(ublksrv_ctrl_dev_info.flags(info)),
                ublksrv_ctrl_dev_info.ublksrv_pid(info), Math.max(DESCRIPTOR_BYTES, ublksrv_ctrl_dev_info.io_desc_size(info)),
                ublksrv_ctrl_dev_info.owner_uid(info));
    }

    static void write(DeviceRequest request, MemorySegment info) {
        ublksrv_ctrl_dev_info.dev_id(info, request.id());
        ublksrv_ctrl_dev_info.nr_hw_queues(info, (short) request.queues());
        ublksrv_ctrl_dev_info.queue_depth(info, (short) request.depth());
        ublksrv_ctrl_dev_info.max_io_buf_bytes(info, request.maxRequest());
        ublksrv_ctrl_dev_info.flags(info, request.features().bits());
        ublksrv_ctrl_dev_info.io_desc_size(info, (short) request.descriptorBytes());
    }

    /** {@return the disk, {@code /dev/ublkbN}} */
    public String disk() { return DevicePaths.disk(id); }

    /** {@return the server's side, {@code /dev/ublkcN}} */
    public String character() { return DevicePaths.character(id); }
}
