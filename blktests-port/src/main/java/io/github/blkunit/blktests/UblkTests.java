package io.github.blkunit.blktests;

import io.github.blkunit.blktests.ublk.Ublk001DeleteUnderLoad;
import io.github.blkunit.blktests.ublk.Ublk002DeadDevice;
import io.github.blkunit.blktests.ublk.Ublk003FileSystem;
import io.github.blkunit.blktests.ublk.Ublk004DeleteAfterCrash;
import io.github.blkunit.blktests.ublk.Ublk005Recovery;
import io.github.blkunit.blktests.ublk.Ublk006SecondCrash;

/**
 * Upstream's group {@code ublk}, 6 tests. All serve devices of their own, with {@link io.github.blkunit.blktests.subject.Ublk} or what
 * stands in for it; the class's device is not used.
 */
public interface UblkTests extends Ublk001DeleteUnderLoad, Ublk002DeadDevice, Ublk003FileSystem, Ublk004DeleteAfterCrash,
        Ublk005Recovery, Ublk006SecondCrash {}
