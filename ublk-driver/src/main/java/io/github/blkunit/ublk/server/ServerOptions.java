package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.control.DeviceRequest;
import io.github.blkunit.ublk.control.Feature;
import io.github.blkunit.ublk.control.Features;

/**
 * How to serve a target.
 *
 * @param id device number, or {@link DeviceRequest#ANY_ID}
 * @param queues hardware queues, 1 to 4096 and no more than there are possible CPUs
 * @param depth requests in flight per queue, 1 to 4096
 * @param dataMode how bytes travel
 * @param traced whether to remember where each request was answered, so that a second answer shows both places; allocates per request
 * @param recoverable whether the disk outlives a server that dies and waits for the next, see {@link UblkDevice#recover}
 */
public record ServerOptions(int id, int queues, int depth, DataMode dataMode, boolean traced, boolean recoverable) {
    public ServerOptions {
        DeviceRequest.check(id, queues, depth); // at the door, before anything is opened
    }

    /** Not recoverable. */
    public ServerOptions(int id, int queues, int depth, DataMode dataMode, boolean traced) {
        this(id, queues, depth, dataMode, traced, false);
    }

    /** {@return what the kernel must grant for it} */
    Features features() {
        return recoverable ? dataMode.features().and(Features.of(Feature.USER_RECOVERY)) : dataMode.features();
    }
}
