package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.control.ControlDevice;
import io.github.blkunit.ublk.control.CpuSet;
import io.github.blkunit.ublk.control.DeviceInfo;
import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.Mapping;
import io.github.blkunit.ublk.sys.Sys;
import io.github.blkunit.ublk.sys.SystemCallException;
import io.github.blkunit.ublk.sys.UblkException;
import io.github.blkunit.ublk.target.Target;
import io.github.blkunit.ublk.uapi.LibC;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The threads of one device, the character device that they share, and who watches them. */
final class Servers {
    private static final Duration ARM_LIMIT = Duration.ofSeconds(20);
    private static final Duration END_LIMIT = Duration.ofSeconds(20);

    private final ControlDevice control;
    private final DeviceInfo info;
    private final Target target;
    private final DeviceSpec spec;
    private final DataMode dataMode;
    private final List<ServerThread> threads = new ArrayList<>();
    private final EndNotice notice = new EndNotice();
    private final Arena sharedMemory = Arena.ofShared();
    private Watchdog watchdog = new Watchdog(List.of(), System::nanoTime);
    private @Nullable WatchdogThread watching;
    private @Nullable CharacterDevice character;

    Servers(ControlDevice control, DeviceInfo info, Target target, DeviceSpec spec, DataMode dataMode) {
        this.control = control;
        this.info = info;
        this.target = target;
        this.spec = spec;
        this.dataMode = dataMode;
    }

    /** Returns when every tag is in the kernel's hands. */
    void start() throws InterruptedException {
        if (spec.memory() == DeviceSpec.Memory.LOCKED) lockMemory();
        Preload.classes();
        CharacterDevice opened = CharacterDevice.open(info);
        character = opened;
        MemorySegment shared = dataMode instanceof DataMode.SharedMemory memory ? share(memory) : MemorySegment.NULL;
        int number = 0;
        for (List<ThreadSpec.Tag> tags : Assignment.of(spec.threads(), info.queues(), info.depth()))
            threads.add(ServerThread.start(new ThreadSpec(number++, info, opened.fd(), tags, cpus(tags), target, dataMode, shared,
                    spec.memory(),
                    spec.tracing() == DeviceSpec.Tracing.OWNERSHIP, notice)));
        for (ServerThread thread : threads) awaitArmed(thread);
        watchdog = new Watchdog(threads.stream().map(thread -> new Watchdog.ServerSlots(thread.name(), thread::slots)).toList(),
                System::nanoTime);
        if (!spec.overdue().isZero()) watching = WatchdogThread.start(info.id(), watchdog, spec.overdue());
    }

    private static void lockMemory() {
        int locked = Sys.mlockall(LibC.MCL_CURRENT() | LibC.MCL_FUTURE() | LibC.MCL_ONFAULT());
        if (Errno.isError(locked))
            throw new SystemCallException("mlockall", "", Errno.of(locked),
                    "raise RLIMIT_MEMLOCK or grant CAP_IPC_LOCK, or do not ask for locked memory");
    }

    private MemorySegment share(DataMode.SharedMemory memory) {
        MemorySegment mapped = Mapping.shared(memory.fd(), memory.bytes(), sharedMemory);
        control.registerBuffer(info.id(), mapped);
        return mapped;
    }

    /** Where the thread may run; null for anywhere. */
    private @Nullable CpuSet cpus(List<ThreadSpec.Tag> tags) {
        if (spec.threads() instanceof Threads.PerTag || spec.placement() == Placement.ANYWHERE) return null;
        CpuSet all = null;
        for (int queue : tags.stream().mapToInt(ThreadSpec.Tag::queue).distinct().toArray()) {
            CpuSet one = control.queueAffinity(info.id(), queue);
            all = all == null ? one : all.and(one);
        }
        return all != null && spec.placement() == Placement.ONE_CPU ? all.first() : all;
    }

    private static void awaitArmed(ServerThread thread) throws InterruptedException {
        try {
            thread.awaitArmed(ARM_LIMIT);
        } catch (ExecutionException e) {
            throw new UblkException("a queue could not be served: thread=" + thread.name() + ", reason=" + e.getCause(), e
                    .getCause());
        } catch (TimeoutException e) {
            throw new UblkException("a queue was not ready within " + ARM_LIMIT.toSeconds() + " s: thread=" + thread.name(), e);
        }
    }

    List<HeldRequest> held() { return watchdog.look(Duration.ZERO, request -> {}); }

    CompletableFuture<?> anyEnded() {
        return CompletableFuture.anyOf(threads.stream().map(ServerThread::ended).toArray(CompletableFuture[]::new));
    }

    /** If the kernel has begun to end the device, waits for all threads. Returns whether they have ended, none of them by a failure. */
    boolean allEndedWell() {
        if (!notice.given()) return false;
        Ending ending = new Ending();
        boolean ended = true;
        for (ServerThread thread : threads) ended &= ending.succeeds(() -> awaitEnd(thread));
        return ended && threads.stream().noneMatch(thread -> thread.ended().isCompletedExceptionally());
    }

    /** Waits for all threads and closes what they shared. Returns whether nothing of the device is left in this process. */
    boolean end(Ending ending) {
        boolean left = true;
        for (ServerThread thread : threads) left &= ending.succeeds(() -> awaitEnd(thread));
        WatchdogThread watcher = watching;
        if (watcher != null) watcher.stop();
        CharacterDevice opened = character;
        if (left && opened != null) ending.step(opened::close);
        if (left) ending.step(sharedMemory::close);
        return left;
    }

    private void awaitEnd(ServerThread thread) {
        try {
            ThreadReport report = thread.ended().get(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            Throwable failure = report.firstFailure();
            if (failure != null)
                throw new ThreadFailure(thread.name() + ": requests failed by exceptions=" + report.failures(), failure);
        } catch (ExecutionException e) {
            throw new ThreadFailure(thread.name() + " died", e.getCause());
        } catch (TimeoutException e) {
            throw new UblkException(thread.name() + " did not end within " + END_LIMIT.toSeconds()
                    + " s after the stop; the device is left as it is; held requests=" + held(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UblkException(thread.name() + ": interrupted while waiting for its end; the device is left as it is", e);
        }
    }
}
