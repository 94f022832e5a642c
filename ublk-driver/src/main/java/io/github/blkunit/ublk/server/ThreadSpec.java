package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.control.CpuSet;
import io.github.blkunit.ublk.control.DeviceInfo;
import io.github.blkunit.ublk.target.Target;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server thread needs to know.
 *
 * @param number of the thread, from 0
 * @param device as it was granted
 * @param character descriptor of the open character device
 * @param tags which it serves
 * @param cpus where it may run, or null for anywhere
 * @param target whose handler answers
 * @param dataMode in effect
 * @param shared memory that is also the client's, or empty
 * @param memory how buffers are prepared
 * @param traced whether to remember where each answer was given
 * @param notice of the device's end
 */
record ThreadSpec(int number, DeviceInfo device, int character, List<Tag> tags, @Nullable CpuSet cpus, Target target,
        DataMode dataMode,
        MemorySegment shared, DeviceSpec.Memory memory, boolean traced, EndNotice notice) {
    /** One tag of one queue. */
    record Tag(int queue, int tag) {}
}
