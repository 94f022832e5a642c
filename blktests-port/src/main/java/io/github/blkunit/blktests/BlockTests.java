package io.github.blkunit.blktests;

import io.github.blkunit.blktests.block.Block003Discards;
import io.github.blkunit.blktests.block.Block004SyncedWrites;
import io.github.blkunit.blktests.block.Block005SchedulerSwitching;
import io.github.blkunit.blktests.block.Block012ReadOnlyFlag;
import io.github.blkunit.blktests.block.Block017InFlightCounters;
import io.github.blkunit.blktests.block.Block021QueueDepths;

/**
 * Upstream's group {@code block}, as far as it is ported. A class that implements it runs these tests: those that are given a
 * device against the one of its {@code @BlockDevice}, the others against disks of their own.
 */
public interface BlockTests extends Block003Discards, Block004SyncedWrites, Block005SchedulerSwitching, Block012ReadOnlyFlag,
        Block017InFlightCounters, Block021QueueDepths {}
