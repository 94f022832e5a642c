package io.github.blkunit.driver;

import io.github.blkunit.ByteSize;
import io.github.blkunit.driver.NullDisk.Completion;
import java.time.Duration;

/**
 * {@code null_blk} loaded with parameters, and the disks {@code nullb0...} that it makes by itself. For what configfs cannot ask for; otherwise
 * {@link NullDisk} is the better choice, since it lives beside other disks. Immutable: every method returns a changed copy.
 *
 * <pre>{@code
 * try (var module = NullBlk.module().devices(4).sharedTags().load()) { module.disks() ... }
 * }</pre>
 */
public final class NullModule {
    private static final KernelModule NULL_BLK = new KernelModule("null_blk");

    private final Attributes parameters;

    NullModule() { this(Attributes.NONE); }

    private NullModule(Attributes parameters) { this.parameters = parameters; }

    /** How many disks, {@code nr_devices}: 1 unless said; the first is {@code nullb0}. */
    public NullModule devices(int count) {
        return with("nr_devices", count);
    }

    /** Capacity of each, in whole GiB: {@code gb}. */
    public NullModule size(ByteSize size) {
        long gib = size.bytes() >> 30;
        if (gib << 30 != size.bytes()) {
            throw new IllegalArgumentException("null_blk's module parameter takes whole GiB only: size=" + size
                    + " (configfs takes MiB)");
        }
        return with("gb", gib);
    }

    /** Logical block size in bytes: {@code bs}. */
    public NullModule logicalBlockSize(int bytes) {
        return with("bs", bytes);
    }

    /** Hardware queues: {@code submit_queues}. */
    public NullModule queues(int queues) {
        return with("submit_queues", queues);
    }

    /** Hardware queues for polled I/O: {@code poll_queues}. Also the most that a disk made through configfs may ask for. */
    public NullModule pollQueues(int queues) {
        return with("poll_queues", queues);
    }

    /** Tags per hardware queue: {@code hw_queue_depth}. */
    public NullModule depth(int depth) {
        return with("hw_queue_depth", depth);
    }

    /** How requests are completed: {@code irqmode}. */
    public NullModule completion(Completion mode) {
        return with("irqmode", mode.irqmode());
    }

    /** How long a request takes with {@link Completion#TIMER}: {@code completion_nsec}. */
    public NullModule completesAfter(Duration time) {
        return with("completion_nsec", time.toNanos());
    }

    /** All disks share one set of tags: {@code shared_tags}. */
    public NullModule sharedTags() {
        return with("shared_tags", 1);
    }

    /** Keeps what is written: {@code memory_backed}. */
    public NullModule memoryBacked() {
        return with("memory_backed", 1);
    }

    /** The driver may sleep when it gets a request: {@code blocking}. */
    public NullModule blocking() {
        return with("blocking", 1);
    }

    /** Requests that are never answered: {@code timeout}; needs a kernel with fault injection. */
    public NullModule timeouts(FaultAttributes faults) {
        return with("timeout", faults.asParameter());
    }

    /** Requests that are put back to the queue: {@code requeue}; needs a kernel with fault injection. */
    public NullModule requeues(FaultAttributes faults) {
        return with("requeue", faults.asParameter());
    }

    /** Hardware queues that cannot be set up: {@code init_hctx}; needs a kernel with fault injection. */
    public NullModule queueFailures(FaultAttributes faults) {
        return with("init_hctx", faults.asParameter());
    }

    /** Any parameter of the module. */
    public NullModule with(String parameter, String value) {
        return new NullModule(parameters.with(parameter, value));
    }

    private NullModule with(String parameter, long value) {
        return new NullModule(parameters.with(parameter, value));
    }

    /**
     * Loads the module with these parameters, unloading it first if it is there, and returns when its disks have their nodes.
     *
     * @throws DriverException if the module is missing, in use, refuses a parameter (or has none of that name), or its disks do not come
     */
    public RunningNullModule load() throws DriverException, InterruptedException {
        int devices = Integer.parseInt(parameters.values().getOrDefault("nr_devices", "1"));
        NULL_BLK.requireParameters(parameters.values().keySet());
        NULL_BLK.reload(parameters.asModuleParameters());
        return RunningNullModule.await(NULL_BLK, devices);
    }
}
