package io.github.blkunit.blktests;

import io.github.blkunit.BlockDevice;
import org.junit.jupiter.api.Tag;

/** Group ublk; its devices are its own. */
@BlockDevice
@Tag("vm")
class UblkTestsIT implements UblkTests {}
