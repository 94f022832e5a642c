package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.control.Feature;
import io.github.blkunit.ublk.control.Features;

/** What happens to the disk when its server dies without a word. */
public enum Recovery {
    /** The disk goes with it. */
    NONE(Features.NONE),
    /** The disk stays and waits; what the server held fails. Linux 6.1. */
    FAIL_HELD(Features.of(Feature.USER_RECOVERY)),
    /** The disk stays and waits; what the server held comes again. Only for targets that can do the same write twice. Linux 6.1. */
    REISSUE(Features.of(Feature.USER_RECOVERY, Feature.USER_RECOVERY_REISSUE)),
    /** The disk stays, and fails everything until the recovery. Linux 6.13. */
    FAIL_ALL(Features.of(Feature.USER_RECOVERY, Feature.USER_RECOVERY_FAIL_IO));

    private final long features;

    Recovery(Features features) { this.features = features.bits(); }

    /** {@return what the kernel must grant for it} */
    public Features features() { return new Features(features); }
}
