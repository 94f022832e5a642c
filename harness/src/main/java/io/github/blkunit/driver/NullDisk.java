package io.github.blkunit.driver;

import io.github.blkunit.ByteSize;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A disk of {@code null_blk} before it is made: what is not set here has the kernel's default (250 GB, one queue of depth 64,
 * 512-byte blocks, not memory backed). Immutable: every method returns a changed copy.
 *
 * <pre>{@code
 * try (var disk = new NullDisk().completion(NullDisk.Completion.TIMER).completesAfter(ofMillis(500)).create()) { ... }
 * }</pre>
 */
public final class NullDisk {
    private final Map<String, String> attributes;

    /** A disk with the kernel's defaults. */
    public NullDisk() { this(Collections.emptyMap()); }

    private NullDisk(Map<String, String> attributes) { this.attributes = attributes; }

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
    }

    /** How requests are completed. */
    public NullDisk completion(Completion mode) {
        return with("irqmode", Integer.toString(mode.irqmode));
    }

    /** How long a request takes with {@link Completion#TIMER}. */
    public NullDisk completesAfter(Duration time) {
        return with("completion_nsec", Long.toString(time.toNanos()));
    }

    /** Capacity, in whole MiB. */
    public NullDisk size(ByteSize size) { return with("size", Long.toString(size.bytes() >> 20)); }

    /** Hardware queues, at most as many as the machine can have CPUs. */
    public NullDisk queues(int queues) {
        return with("submit_queues", Integer.toString(queues));
    }

    /** Tags per hardware queue. */
    public NullDisk depth(int depth) { return with("hw_queue_depth", Integer.toString(depth)); }

    /** Logical block size in bytes. */
    public NullDisk logicalBlockSize(int bytes) {
        return with("blocksize", Integer.toString(bytes));
    }

    /** Keeps what is written, in the machine's memory; a disk that outgrows it takes the machine down. */
    public NullDisk memoryBacked() {
        return with("memory_backed", "1");
    }

    /**
     * Any attribute of {@code null_blk}'s configfs folder; they are written in the order in which they were set first.
     *
     * @param attribute its name, such as {@code zoned} or {@code timeout_inject/probability}
     */
    public NullDisk with(String attribute, String value) {
        if (!attribute.matches("[a-z][a-z0-9_]*(/[a-z0-9_-]+)?")) {
            throw new IllegalArgumentException("not a null_blk attribute: '" + attribute + "'");
        }
        Map<String, String> changed = new LinkedHashMap<>(attributes);
        changed.put(attribute, value);
        return new NullDisk(changed);
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
