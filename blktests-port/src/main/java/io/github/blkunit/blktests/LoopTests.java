package io.github.blkunit.blktests;

import io.github.blkunit.blktests.loop.Loop001PartitionsComeAndGo;
import io.github.blkunit.blktests.loop.Loop002BlockSizes;
import io.github.blkunit.blktests.loop.Loop003CheapOpens;
import io.github.blkunit.blktests.loop.Loop004DirectIo;
import io.github.blkunit.blktests.loop.Loop005StatusIntoNothing;
import io.github.blkunit.blktests.loop.Loop006ChangeFileUnderAStack;
import io.github.blkunit.blktests.loop.Loop007RefreshWhileMounted;
import io.github.blkunit.blktests.loop.Loop008PartitionsByHand;
import io.github.blkunit.blktests.loop.Loop009EventsOfPartitions;
import io.github.blkunit.blktests.loop.Loop010StalePartitions;
import io.github.blkunit.blktests.loop.Loop011OneComplaint;
import io.github.blkunit.blktests.loop.Loop012OneScan;
import io.github.blkunit.blktests.loop.Loop013PartitionsGoOnDetach;

/**
 * Upstream's group {@code loop}, 13 tests. All bring their own loop devices; the class's device is not used.
 */
public interface LoopTests extends Loop001PartitionsComeAndGo, Loop002BlockSizes, Loop003CheapOpens, Loop004DirectIo,
        Loop005StatusIntoNothing,
        Loop006ChangeFileUnderAStack, Loop007RefreshWhileMounted, Loop008PartitionsByHand, Loop009EventsOfPartitions,
        Loop010StalePartitions, Loop011OneComplaint, Loop012OneScan, Loop013PartitionsGoOnDetach {}
