package io.github.blkunit.ublk.server;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.blkunit.ublk.control.CpuSet;
import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.Mapping;
import io.github.blkunit.ublk.sys.Sys;
import io.github.blkunit.ublk.sys.SystemCallException;
import io.github.blkunit.ublk.target.Data;
import io.github.blkunit.ublk.uapi.LibC;
import io.github.blkunit.ublk.uring.IoUring;
import io.github.blkunit.ublk.uring.RingSetup;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.ExecutionException;

/**
 * The platform thread of one queue: pinned to the CPUs of that queue, it makes, uses and closes all that the queue needs. The kernel ties a tag to the thread
 * that fetched it, so a virtual thread cannot do this.
 */
final class QueueThread {
    private final Thread thread;
    private final CompletableFuture<Void> armed = new CompletableFuture<>();
    private final CompletableFuture<QueueReport> ended = new CompletableFuture<>();

    private QueueThread(QueueSpec spec) {
        this.thread = Thread.ofPlatform().name("ublk" + spec.device() + "-queue" + spec.queue()).unstarted(() -> run(spec));
    }

    /** Starts the thread; {@link #awaitArmed} tells whether it works. */
    static QueueThread start(QueueSpec spec) {
        QueueThread queue = new QueueThread(spec);
        queue.thread.start();
        return queue;
    }

    /** Waits until every tag is in the kernel's hands; throws what kept the thread from getting there. */
    void awaitArmed(Duration limit) throws InterruptedException, TimeoutException, ExecutionException {
        armed.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** {@return completes when the thread has closed everything of its queue} */
    CompletableFuture<QueueReport> ended() {
        return ended;
    }

    String name() { return thread.getName(); }

    private void run(QueueSpec spec) {
        try {
            QueueReport report = serve(spec);
            ended.complete(report);
        } catch (Throwable e) {
            armed.completeExceptionally(e);
            ended.completeExceptionally(e);
        }
    }

    private QueueReport serve(QueueSpec spec) {
        pin(spec.cpus()); // before the first allocation, so that memory is near
        int flusher = Sys.prctl(LibC.PR_SET_IO_FLUSHER(), 1); // memory reclaim must not wait for the disk that this thread serves
        try (Arena arena = Arena.ofShared(); IoUring ring = IoUring.open(RingSetup.queue(spec.depth()))) {
            ring.registerRing();
            ring.registerFiles(spec.character());
            IoDescriptors descriptors = IoDescriptors.map(spec.character(), spec.queue(), spec.depth(), arena);
            QueueLoop loop = new QueueLoop(spec.queue(), ring, descriptors, spec.target(), slots(spec, arena));
            loop.fetchAll();
            armed.complete(null);
            loop.run();
            return new QueueReport(spec.queue(), loop.failures(), loop.firstFailure(), Errno.isError(flusher) ? Errno.of(flusher)
                    : null);
        }
    }

    private static Slot[] slots(QueueSpec spec, Arena arena) {
        MemorySegment buffers = Mapping.anonymous((long) spec.maxRequest() * spec.depth(), arena);
        Slot[] slots = new Slot[spec.depth()];
        for (int tag = 0; tag < slots.length; tag++) {
            MemorySegment buffer = buffers.asSlice((long) tag * spec.maxRequest(), spec.maxRequest());
            slots[tag] = new Slot(spec.queue(), tag, new Data(buffer), spec.traced());
        }
        return slots;
    }

    private static void pin(CpuSet cpus) {
        try (Arena arena = Arena.ofConfined()) {
            SystemCallException.check(Sys.setAffinity(arena.allocateFrom(JAVA_LONG, cpus.words())), "sched_setaffinity", cpus
                    .toString());
        }
    }
}
