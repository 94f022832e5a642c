package io.github.blkunit.ublk.server;

import java.util.ArrayList;
import java.util.List;

/** Which thread serves which tags. */
final class Assignment {
    private Assignment() {}

    /** {@return for each thread its tags} Threads without tags do not appear. */
    static List<List<ThreadSpec.Tag>> of(Threads threads, int queues, int depth) {
        int count = switch (threads) {
            case Threads.PerQueue() -> queues;
            case Threads.PerQueues(int wanted) -> Math.min(wanted, queues);
            case Threads.PerTag(int wanted) -> Math.min(wanted, queues * depth);
        };
        List<List<ThreadSpec.Tag>> all = new ArrayList<>();
        for (int thread = 0; thread < count; thread++) all.add(new ArrayList<>());
        for (int queue = 0; queue < queues; queue++)
            for (int tag = 0; tag < depth; tag++) {
                int thread = threads instanceof Threads.PerTag ? (queue * depth + tag) % count : queue % count;
                all.get(thread).add(new ThreadSpec.Tag(queue, tag));
            }
        return all;
    }
}
