package io.github.blkunit.ublk.server;

import java.time.Duration;

/**
 * A request that the server has not answered yet. The kernel never gives up on one of a privileged device, so somebody must be able to name it.
 *
 * @param thread who serves it
 * @param description queue, tag, generation, who has it now, operation, offset, length
 * @param atLeast how long it has been seen so
 */
public record HeldRequest(String thread, String description, Duration atLeast) {
    @Override
    public String toString() { return description + ", thread=" + thread + ", held for at least " + atLeast.toMillis() + " ms"; }
}
