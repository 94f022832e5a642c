package io.github.blkunit.ublk.server;

/** Which thread serves which tag. */
public sealed interface Threads {
    /** Every queue has a thread of its own, on the CPUs of that queue. */
    record PerQueue() implements Threads {}

    /**
     * So many threads share the queues: thread t serves every queue q with q % n = t, whole. Not more threads than queues.
     *
     * @param count 1 to 4096
     */
    record PerQueues(int count) implements Threads {
        public PerQueues {
            check(count);
        }
    }

    /**
     * So many threads share the tags of all queues in turn, so that one busy queue keeps all of them busy. Linux 6.16 (PER_IO_DAEMON).
     *
     * @param count 1 to 4096
     */
    record PerTag(int count) implements Threads {
        public PerTag {
            check(count);
        }
    }

    private static void check(int count) {
        if (count < 1 || count > 4096) throw new IllegalArgumentException("threads must be 1..4096: threads=" + count);
    }
}
