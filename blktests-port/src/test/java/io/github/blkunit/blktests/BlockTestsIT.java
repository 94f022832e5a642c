package io.github.blkunit.blktests;

import io.github.blkunit.BlockDevice;
import org.junit.jupiter.api.Tag;

/** Group block against the Java null driver with four queues. */
@BlockDevice(queues = 4)
@Tag("vm")
class BlockTestsIT implements BlockTests {}
