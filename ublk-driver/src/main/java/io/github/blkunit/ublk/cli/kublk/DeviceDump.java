package io.github.blkunit.ublk.cli.kublk;

import io.github.blkunit.ublk.control.ControlDevice;
import io.github.blkunit.ublk.control.CpuSet;
import io.github.blkunit.ublk.control.DeviceInfo;
import io.github.blkunit.ublk.control.DeviceState;
import io.github.blkunit.ublk.control.Feature;
import java.util.BitSet;

/**
 * A device in words whose positions scripts count: the number is the third of the first line, the process the 7th and the
 * state the 11th of the second.
 */
final class DeviceDump {
    private static final int SECTOR_SHIFT = 9;

    private DeviceDump() {}

    static String of(ControlDevice control, int id) {
        DeviceInfo info = control.info(id);
        StringBuilder text = new StringBuilder();
        first(text, info, control.logicalBlockSize(id), control.size(id) >> SECTOR_SHIFT);
        for (int queue = 0; queue < info.queues(); queue++) queue(text, queue, control.queueAffinity(id, queue));
        return text.toString();
    }

    static void first(StringBuilder text, DeviceInfo info, int blockSize, long sectors) {
        text.append("dev id ").append(info.id()).append(": nr_hw_queues ").append(info.queues()).append(" queue_depth ").append(
                info.depth())
                .append(" block size ").append(blockSize).append(" dev_capacity ").append(sectors).append('\n');
        text.append("\tmax rq size ").append(info.maxRequest()).append(" daemon pid ").append(info.serverPid()).append(
                " flags 0x")
                .append(Long.toHexString(info.features().bits())).append(" state ").append(state(info.state())).append('\n');
        if (info.features().has(Feature.IO_DESC_SIZE)) text.append("\tio_desc_size ").append(info.descriptorBytes()).append('\n');
    }

    /** Scripts know three states. */
    private static String state(DeviceState state) {
        return switch (state) {
            case DEAD, LIVE, QUIESCED -> state.name();
            case FAIL_IO -> "UNKNOWN";
        };
    }

    /** The first CPU of the set stands for it. */
    static void queue(StringBuilder text, int queue, CpuSet cpus) {
        int first = BitSet.valueOf(cpus.words()).nextSetBit(0);
        text.append("\tqueue ").append(queue).append(": affinity(").append(first < 0 ? "" : first + " ").append(")\n");
    }
}
