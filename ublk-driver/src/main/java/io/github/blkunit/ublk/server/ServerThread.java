package io.github.blkunit.ublk.server;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.blkunit.ublk.control.CpuSet;
import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.Mapping;
import io.github.blkunit.ublk.sys.Sys;
import io.github.blkunit.ublk.sys.SystemCallException;
import io.github.blkunit.ublk.target.Access;
import io.github.blkunit.ublk.target.Data;
import io.github.blkunit.ublk.target.IntegrityFormat;
import io.github.blkunit.ublk.target.IoHandler;
import io.github.blkunit.ublk.uapi.LibC;
import io.github.blkunit.ublk.uring.IoUring;
import io.github.blkunit.ublk.uring.RingSetup;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A platform thread that serves tags: pinned to the CPUs of their queues, it makes, uses and closes all that they need. The kernel ties a tag to the thread that
 * fetched it, so a virtual thread cannot do this.
 */
final class ServerThread {
    private static final int MAX_ENTRIES = 32768;

    private final Thread thread;
    private final CompletableFuture<Void> armed = new CompletableFuture<>();
    private final CompletableFuture<ThreadReport> ended = new CompletableFuture<>();
    private volatile Slot[] slots = {};

    private ServerThread(ThreadSpec spec) {
        this.thread = Thread.ofPlatform().name("ublk" + spec.device().id() + "-" + spec.number()).unstarted(() -> run(spec));
    }

    /** Starts the thread; {@link #awaitArmed} tells whether it works. */
    static ServerThread start(ThreadSpec spec) {
        ServerThread server = new ServerThread(spec);
        server.thread.start();
        return server;
    }

    /** Waits until every tag is in the kernel's hands; throws what kept the thread from getting there. */
    void awaitArmed(Duration limit) throws InterruptedException, TimeoutException, ExecutionException {
        armed.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** {@return completes when the thread has closed everything that it had} */
    CompletableFuture<ThreadReport> ended() {
        return ended;
    }

    /** {@return its tags, for whoever only looks; empty until it is armed} */
    Slot[] slots() { return slots; }

    String name() { return thread.getName(); }

    private void run(ThreadSpec spec) {
        try {
            ThreadReport report = serve(spec);
            ended.complete(report);
        } catch (Throwable e) {
            armed.completeExceptionally(e);
            ended.completeExceptionally(e);
        }
    }

    private ThreadReport serve(ThreadSpec spec) {
        if (spec.cpus() != null) pin(spec.cpus()); // before the first allocation, so that memory is near
        int flusher = Sys.prctl(LibC.PR_SET_IO_FLUSHER(), 1); // memory reclaim must not wait for the disk that this thread serves
        boolean batched = spec.dataMode() instanceof DataMode.Batched;
        DataMode mode = spec.dataMode() instanceof DataMode.Batched(DataMode data) ? data : spec.dataMode();
        boolean zeroCopy = mode instanceof DataMode.ZeroCopy || mode instanceof DataMode.AutoRegistered;
        int tags = spec.tags().size();
        RingSetup setup = RingSetup.queue(tags, others(spec, mode, zeroCopy));
        try (Wake wake = new Wake(); Arena arena = Arena.ofShared(); IoUring ring = IoUring.open(setup)) {
            ring.registerRing();
            ring.registerFiles(files(spec));
            if (zeroCopy) ring.registerEmptyBuffers(tags);
            IoDescriptors descriptors = IoDescriptors.map(spec.character(), spec.device(), spec.shared(), arena);
            Slot[] mine = slots(spec, mode, zeroCopy, arena);
            Mailbox mailbox = new Mailbox(mine, wake);
            IoCommands commands = new IoCommands(ring, mode instanceof DataMode.AutoRegistered, spec.target().geometry().zones()
                    != null);
            IoHandler handler = spec.target().handler(new RingOperations(commands, mailbox, tags, zeroCopy, arena));
            BatchQueue[] queues = batched ? batchQueues(spec, mode, mine, commands, arena) : new BatchQueue[0];
            int depth = spec.device().depth();
            Commits commits = batched ? slot -> queues[slot.index() / depth].commit(slot) : commands;
            ServerLoop serving = new ServerLoop(ring, descriptors, handler, mine, commands, commits, transfer(spec, mode,
                    commands), mailbox, wake, spec.notice());
            spec.notice().wakes(wake);
            TagLoop loop = batched ? new BatchLoop(ring, queues, serving) : serving;
            loop.fetchAll();
            slots = mine;
            armed.complete(null);
            loop.run();
            return new ThreadReport(serving.failures(), serving.firstFailure(), Errno.isError(flusher) ? Errno.of(flusher)
                    : null);
        } finally {
            slots = new Slot[0];
        }
    }

    /** In batches a thread has whole queues, one after the other. */
    private static BatchQueue[] batchQueues(ThreadSpec spec, DataMode mode, Slot[] slots, IoCommands commands, Arena arena) {
        int depth = spec.device().depth();
        BatchQueue[] queues = new BatchQueue[slots.length / depth];
        for (int ordinal = 0; ordinal < queues.length; ordinal++)
            queues[ordinal] = new BatchQueue(ordinal, depth, slots, commands, mode, arena);
        return queues;
    }

    private static int others(ThreadSpec spec, DataMode mode, boolean zeroCopy) {
        int perTag = spec.target().access() == Access.OPERATIONS ? spec.target().operationsPerRequest() : 0;
        if (zeroCopy) perTag += 2; // register and take back
        if (mode instanceof DataMode.NeedGetData) perTag++;
        return Math.min(spec.tags().size() * perTag + 8 * (1 + spec.device().queues()), MAX_ENTRIES - spec.tags().size());
    }

    private static int[] files(ThreadSpec spec) {
        List<Integer> more = spec.target().files();
        int[] files = new int[1 + more.size()];
        files[IoCommands.CHARACTER_DEVICE] = spec.character();
        for (int i = 0; i < more.size(); i++) files[i + 1] = more.get(i);
        return files;
    }

    private static Transfer transfer(ThreadSpec spec, DataMode mode, IoCommands commands) {
        Access access = spec.target().access();
        return switch (mode) {
            case DataMode.UserCopy() when access != Access.NOTHING -> new CopyTransfer(spec.character(),
                    FileCalls.Kernel.INSTANCE);
            case DataMode.ZeroCopy() when access != Access.NOTHING -> new RegisterTransfer(commands, true);
            case DataMode.AutoRegistered() -> new RegisterTransfer(commands, false);
            default -> Transfer.ByDriver.INSTANCE;
        };
    }

    private static Slot[] slots(ThreadSpec spec, DataMode mode, boolean zeroCopy, Arena arena) {
        boolean copiesNothing = mode instanceof DataMode.UserCopy && spec.target().access() == Access.NOTHING;
        int bytes = zeroCopy || copiesNothing ? 0 : spec.device().maxRequest();
        int tags = spec.tags().size();
        MemorySegment buffers = bytes == 0 ? MemorySegment.NULL : Mapping.anonymous((long) bytes * tags, arena);
        if (bytes > 0 && spec.memory() != DeviceSpec.Memory.LAZY) Mapping.touch(buffers);
        boolean returned = !(mode instanceof DataMode.UserCopy) && bytes > 0;
        IntegrityFormat format = copiesNothing ? null : spec.target().geometry().integrity();
        long beside = format == null ? 0 : format.metadataBytes(bytes);
        MemorySegment protection = beside == 0 ? MemorySegment.NULL : Mapping.anonymous(beside * tags, arena);
        boolean visible = !zeroCopy || spec.target().access() == Access.NOTHING; // who never looks may ask whether it must wipe
        Slot[] slots = new Slot[tags];
        for (int index = 0; index < tags; index++) {
            ThreadSpec.Tag tag = spec.tags().get(index);
            Data data = new Data(buffers, (long) index * bytes, bytes, returned);
            Metadata metadata = format == null ? null : new Metadata(new Data(protection, index * beside, beside, false), format);
            slots[index] = new Slot(index, tag.queue(), tag.tag(), data, metadata, visible, spec.traced());
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
