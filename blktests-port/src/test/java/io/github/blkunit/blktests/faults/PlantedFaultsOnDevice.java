package io.github.blkunit.blktests.faults;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.blktests.BlockTests;
import org.junit.jupiter.api.Tag;

/** The tests that are given a device, with a bad one. */
@BlockDevice(driver = BadNull.class, queues = 4, size = "64M")
@Tag("vm")
class PlantedFaultsOnDevice implements BlockTests {}
