package io.github.blkunit.blktests;

import io.github.blkunit.blktests.block.Block001ScanAndDelete;
import io.github.blkunit.blktests.block.Block002DeleteWhileTraced;
import io.github.blkunit.blktests.block.Block003Discards;
import io.github.blkunit.blktests.block.Block004SyncedWrites;
import io.github.blkunit.blktests.block.Block005SchedulerSwitching;
import io.github.blkunit.blktests.block.Block006BlockingDriver;
import io.github.blkunit.blktests.block.Block007PolledReads;
import io.github.blkunit.blktests.block.Block008CpuHotplug;
import io.github.blkunit.blktests.block.Block009DiscardDropsCache;
import io.github.blkunit.blktests.block.Block010SharedTags;
import io.github.blkunit.blktests.block.Block011BusMasterOff;
import io.github.blkunit.blktests.block.Block012ReadOnlyFlag;
import io.github.blkunit.blktests.block.Block014Timeouts;
import io.github.blkunit.blktests.block.Block015Requeues;
import io.github.blkunit.blktests.block.Block016SignalWhileFrozen;
import io.github.blkunit.blktests.block.Block017InFlightCounters;
import io.github.blkunit.blktests.block.Block018SlowRequestTimes;
import io.github.blkunit.blktests.block.Block019LinkDisabled;
import io.github.blkunit.blktests.block.Block020SingleTag;
import io.github.blkunit.blktests.block.Block021QueueDepths;
import io.github.blkunit.blktests.block.Block022FreezeSharedTags;
import io.github.blkunit.blktests.block.Block023QueueModes;
import io.github.blkunit.blktests.block.Block024QuickRequestTimes;
import io.github.blkunit.blktests.block.Block025HugeDiscard;
import io.github.blkunit.blktests.block.Block027DeleteInCgroup;
import io.github.blkunit.blktests.block.Block028ProtectedWrites;
import io.github.blkunit.blktests.block.Block029QueueCountChanges;
import io.github.blkunit.blktests.block.Block030QueueAllocationFails;
import io.github.blkunit.blktests.block.Block031HostWideTags;
import io.github.blkunit.blktests.block.Block032UnmountAfterDelete;
import io.github.blkunit.blktests.block.Block033UblkDiskFreed;
import io.github.blkunit.blktests.block.Block034MemoryFreed;
import io.github.blkunit.blktests.block.Block035FairTags;
import io.github.blkunit.blktests.block.Block036PartitionReadFails;
import io.github.blkunit.blktests.block.Block037RebindWithCgroups;
import io.github.blkunit.blktests.block.Block038PowerAndQueueCount;
import io.github.blkunit.blktests.block.Block039BlockSizeUnderReads;
import io.github.blkunit.blktests.block.Block040QueueCountAndScheduler;
import io.github.blkunit.blktests.block.Block041ProtectedUring;
import io.github.blkunit.blktests.block.Block042OddVectors;
import io.github.blkunit.blktests.block.Block043MetadataOffsets;
import io.github.blkunit.blktests.block.Block044ErrorInjection;
import io.github.blkunit.blktests.block.Block045FullyTrimmedVector;
import io.github.blkunit.blktests.block.Block046PartialBounce;
import io.github.blkunit.blktests.block.Block047ConcurrentSwitching;

/**
 * Upstream's group {@code block}, whole. A class that implements it runs these tests: those that are given a device against the
 * one of its {@code @BlockDevice}, the others against disks of their own.
 */
public interface BlockTests extends Block001ScanAndDelete, Block002DeleteWhileTraced, Block003Discards, Block004SyncedWrites,
        Block005SchedulerSwitching, Block006BlockingDriver, Block007PolledReads, Block008CpuHotplug, Block009DiscardDropsCache,
        Block010SharedTags, Block011BusMasterOff, Block012ReadOnlyFlag, Block014Timeouts, Block015Requeues,
        Block016SignalWhileFrozen, Block017InFlightCounters, Block018SlowRequestTimes, Block019LinkDisabled, Block020SingleTag,
        Block021QueueDepths, Block022FreezeSharedTags, Block023QueueModes, Block024QuickRequestTimes, Block025HugeDiscard,
        Block027DeleteInCgroup, Block028ProtectedWrites, Block029QueueCountChanges, Block030QueueAllocationFails,
        Block031HostWideTags, Block032UnmountAfterDelete, Block033UblkDiskFreed, Block034MemoryFreed, Block035FairTags,
        Block036PartitionReadFails, Block037RebindWithCgroups, Block038PowerAndQueueCount, Block039BlockSizeUnderReads,
        Block040QueueCountAndScheduler, Block041ProtectedUring, Block042OddVectors, Block043MetadataOffsets,
        Block044ErrorInjection, Block045FullyTrimmedVector, Block046PartialBounce, Block047ConcurrentSwitching {}
