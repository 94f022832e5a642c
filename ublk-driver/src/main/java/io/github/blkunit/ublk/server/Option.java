package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.control.Feature;

/** What a device can be made with, apart from data mode and recovery. */
public enum Option {
    /** Any user may make and serve it; no user copy, zero copy or recovery. A request that takes 30 s gets its server killed. Linux 6.3. */
    UNPRIVILEGED(Feature.UNPRIVILEGED_DEV),
    /** It can be handed over while it is used: {@link UblkDevice#detach}. Needs a recovery. Linux 6.16. */
    QUIESCE(Feature.QUIESCE),
    /** Its size may change while it is used. Linux 6.16. */
    UPDATE_SIZE(Feature.UPDATE_SIZE),
    /** It can be stopped only if nobody uses it: {@link UblkDevice#tryStop}. Linux 7.0. */
    SAFE_STOP(Feature.SAFE_STOP_DEV),
    /** No partitions are looked for when it starts. Linux 7.0. */
    NO_PARTITION_SCAN(Feature.NO_AUTO_PART_SCAN);

    private final Feature feature;

    Option(Feature feature) { this.feature = feature; }

    /** {@return what the kernel must grant for it} */
    public Feature feature() { return feature; }
}
