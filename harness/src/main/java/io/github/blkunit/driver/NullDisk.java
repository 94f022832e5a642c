package io.github.blkunit.driver;

import io.github.blkunit.ByteSize;
import java.time.Duration;

/**
 * A disk of {@code null_blk} before it is made through configfs: what is not set here has the kernel's default (250 GB, one queue of depth 64,
 * 512-byte blocks, not memory backed). Immutable: every method returns a changed copy. Whether a kernel has an attribute, and with it a method of
 * this class, says {@link NullBlk#features}; what it has not is refused by {@link #create}.
 *
 * <pre>{@code
 * try (var disk = NullBlk.configfs().queues(4).completion(Completion.TIMER).completesAfter(ofMillis(500)).create()) { ... }
 * }</pre>
 */
public final class NullDisk {
    private final Attributes attributes;

    /** A disk with the kernel's defaults. */
    public NullDisk() { this(Attributes.NONE); }

    private NullDisk(Attributes attributes) { this.attributes = attributes; }

    /** How a request is completed. */
    public enum Completion {
        /** At once, in the submitter's context. */
        NONE(0),
        /** At once, in a softirq; the default. */
        SOFTIRQ(1),
        /** By a timer, after {@link NullDisk#completesAfter}. */
        TIMER(2);

        private final int irqmode;

        Completion(int irqmode) { this.irqmode = irqmode; }

        int irqmode() { return irqmode; }
    }

    /** How requests are completed: {@code irqmode}. */
    public NullDisk completion(Completion mode) {
        return with("irqmode", mode.irqmode());
    }

    /** How long a request takes with {@link Completion#TIMER}: {@code completion_nsec}. */
    public NullDisk completesAfter(Duration time) {
        return with("completion_nsec", time.toNanos());
    }

    /** Capacity, in whole MiB. */
    public NullDisk size(ByteSize size) { return with("size", NullBlk.mib(size)); }

    /** Hardware queues, {@code submit_queues}: at most as many as the machine can have CPUs. */
    public NullDisk queues(int queues) {
        return with("submit_queues", queues);
    }

    /** Hardware queues for polled I/O, {@code poll_queues}: at most as many as the module's parameter of that name, 1 by default. */
    public NullDisk pollQueues(int queues) {
        return with("poll_queues", queues);
    }

    /** Tags per hardware queue, {@code hw_queue_depth}. */
    public NullDisk depth(int depth) {
        return with("hw_queue_depth", depth);
    }

    /** Logical block size in bytes, {@code blocksize}. */
    public NullDisk logicalBlockSize(int bytes) {
        return with("blocksize", bytes);
    }

    /** The largest request, {@code max_sectors}. */
    public NullDisk largestRequest(ByteSize size) {
        return with("max_sectors", size.sectors());
    }

    /** Requests with gaps between pages are split, {@code virt_boundary}. */
    public NullDisk virtualBoundary() {
        return with("virt_boundary", 1);
    }

    /** Says that it turns, {@code rotational}. */
    public NullDisk rotational() {
        return with("rotational", 1);
    }

    /** The NUMA node of the driver's memory, {@code home_node}. */
    public NullDisk homeNode(int node) {
        return with("home_node", node);
    }

    /** As many hardware queues as NUMA nodes, {@code use_per_node_hctx}. */
    public NullDisk queuePerNode() {
        return with("use_per_node_hctx", 1);
    }

    /** No scheduler to start with, {@code no_sched}. */
    public NullDisk withoutScheduler() {
        return with("no_sched", 1);
    }

    /** The driver may sleep when it gets a request, {@code blocking}. */
    public NullDisk blocking() {
        return with("blocking", 1);
    }

    /** One set of tags with all disks that say so, {@code shared_tags}. */
    public NullDisk sharedTags() {
        return with("shared_tags", 1);
    }

    /** One bitmap of tags for all hardware queues, {@code shared_tag_bitmap}. */
    public NullDisk sharedTagBitmap() {
        return with("shared_tag_bitmap", 1);
    }

    /** Keeps what is written, in the machine's memory, {@code memory_backed}; a disk that outgrows it takes the machine down. */
    public NullDisk memoryBacked() {
        return with("memory_backed", 1);
    }

    /** Takes discards; needs {@link #memoryBacked}, without which the kernel ignores this. */
    public NullDisk discard() {
        return with("discard", 1);
    }

    /** A write-back cache, in whole MiB, {@code cache_size}; needs {@link #memoryBacked}. What is not flushed goes at {@link RunningNullDisk#power(boolean)}. */
    public NullDisk cache(ByteSize size) {
        return with("cache_size", NullBlk.mib(size));
    }

    /** No FUA writes, {@code fua=0}; they are told from others only with a {@link #cache}. */
    public NullDisk withoutFua() {
        return with("fua", 0);
    }

    /** At most so many MiB per second, {@code mbps}: 1 to 40960. */
    public NullDisk bandwidth(int mibPerSecond) {
        return with("mbps", mibPerSecond);
    }

    /** A bad range is good again after it has been hit once, {@code badblocks_once}. See {@link RunningNullDisk#addBadBlocks}. */
    public NullDisk badBlocksOnce() {
        return with("badblocks_once", 1);
    }

    /** What lies before a bad block is transferred, though the request fails, {@code badblocks_partial_io}. */
    public NullDisk badBlocksPartialIo() {
        return with("badblocks_partial_io", 1);
    }

    /** A host-managed zoned disk. */
    public NullDisk zoned(NullZones zones) {
        return new NullDisk(zones.on(attributes));
    }

    /** Requests that are started and never answered, {@code timeout_inject}; needs a kernel with fault injection. */
    public NullDisk timeouts(FaultAttributes faults) {
        return new NullDisk(faults.on(attributes, "timeout_inject"));
    }

    /** Requests that are put back to the queue, {@code requeue_inject}; needs a kernel with fault injection. */
    public NullDisk requeues(FaultAttributes faults) {
        return new NullDisk(faults.on(attributes, "requeue_inject"));
    }

    /** Hardware queues that cannot be set up, {@code init_hctx_fault_inject}; needs a kernel with fault injection. */
    public NullDisk queueFailures(FaultAttributes faults) {
        return new NullDisk(faults.on(attributes, "init_hctx_fault_inject"));
    }

    /** Any attribute of {@code null_blk}'s configfs folder; written in the order in which they were set first; {@code timeout_inject/probability} is one, too. */
    public NullDisk with(String attribute, String value) {
        return new NullDisk(attributes.with(attribute, value));
    }

    private NullDisk with(String attribute, long value) {
        return new NullDisk(attributes.with(attribute, value));
    }

    /**
     * Makes the disk and returns when its node is there. Loads {@code null_blk} if need be, without its default disk.
     *
     * @throws DriverException if the module is missing or refuses an attribute; nothing is left behind
     */
    public RunningNullDisk create() throws DriverException, InterruptedException { return RunningNullDisk.create(attributes); }

    /**
     * As {@link #create}, but leaves the disk without power: it has a configfs folder and no node until {@link RunningNullDisk#power}.
     *
     * @throws DriverException if the module is missing or refuses an attribute; nothing is left behind
     */
    public RunningNullDisk configure() throws DriverException, InterruptedException {
        return RunningNullDisk.configure(attributes);
    }
}
