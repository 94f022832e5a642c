package io.github.blkunit.ublk.server;

/** Where the threads that serve whole queues run. Threads that share the tags of all queues ({@link Threads.PerTag}) run anywhere. */
public enum Placement {
    /** On the CPUs from which the kernel sends requests to their queues: the scheduler moves a thread away from a busy CPU. */
    QUEUE_CPUS,
    /**
     * On the first of those CPUs only, as the kernel's own test server does. Fewer wake-ups across CPUs, but what else is bound to that CPU is in the way.
     */
    ONE_CPU,
    /** Wherever the scheduler wants. */
    ANYWHERE
}
