package io.github.blkunit.engine;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Begins the class after the one that runs, in a thread of its own. Used by one thread. */
final class NextClass implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(
            "blkunit-next-class")
            .factory());
    private final RunContext context;
    private @Nullable Begun begun;

    private record Begun(DeviceClassDescriptor type, Future<Optional<EarlyStart>> start) {}

    NextClass(RunContext context) { this.context = context; }

    /** Begins it, unless another one has begun and has not been taken, or it would not have a clone of its own. */
    void begin(DeviceClassDescriptor type) {
        if (begun != null || type.start() != MachineStart.CLONE || !context.machines().areClones()) return;
        begun = new Begun(type, thread.submit((Callable<Optional<EarlyStart>>) () -> EarlyStart.of(type, context)));
    }

    /** What was begun of this class, when its machine is there; empty if nothing was. */
    Optional<EarlyStart> take(DeviceClassDescriptor type) throws InterruptedException {
        Begun waiting = begun;
        if (waiting == null || !waiting.type().equals(type)) return Optional.empty();
        try {
            Optional<EarlyStart> start = waiting.start().get();
            begun = null;
            return start;
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot begin " + type.testClass().getName() + ": " + e.getCause(), e.getCause());
        }
    }

    /** What nobody took ends with the machines of the run; none is made any more when this returns. */
    @Override
    public void close() {
        thread.shutdownNow();
        thread.close();
    }
}
