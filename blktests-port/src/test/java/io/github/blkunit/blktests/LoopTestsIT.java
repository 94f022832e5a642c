package io.github.blkunit.blktests;

import io.github.blkunit.BlockDevice;
import org.junit.jupiter.api.Tag;

/** Group loop; its devices are its own. */
@BlockDevice
@Tag("vm")
class LoopTestsIT implements LoopTests {}
