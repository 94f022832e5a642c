package io.github.blkunit.engine;

import io.github.blkunit.engine.Parallelism.Place;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Begins the next class, or the next test of a class with a machine for each of them, while one runs; one at a time, in a thread of its own. Used by one thread.
 */
final class NextMachine implements EarlyStarts, AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(
            "blkunit-next-machine").factory());
    private final RunContext context;
    private final Parallelism parallelism;
    private final Set<DeviceClassDescriptor> left;
    private @Nullable Begun begun;

    private record Begun(DeviceClassDescriptor type, List<String> selectors, Future<Optional<EarlyStart>> start) {
        boolean is(DeviceClassDescriptor other, List<String> wanted) { return type.equals(other) && selectors.equals(wanted); }
    }

    /** @param left classes whose turn is still to come, in their order; read at each beginning */
    NextMachine(RunContext context, Parallelism parallelism, Set<DeviceClassDescriptor> left) {
        this.context = context;
        this.parallelism = parallelism;
        this.left = left;
    }

    @Override
    public Optional<EarlyStart> take(DeviceClassDescriptor type, List<String> selectors) throws InterruptedException {
        Begun waiting = begun;
        if (waiting == null || !waiting.is(type, selectors)) return Optional.empty();
        try {
            Optional<EarlyStart> start = waiting.start().get();
            begun = null;
            return start;
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot begin " + type.testClass().getName() + ": " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void begin(DeviceClassDescriptor type, List<String> selectors) {
        if (parallelism.of(type.testClass()) == Place.ALONE) return; // nothing goes on beside a class that measures
        if (selectors.isEmpty())
            left.stream().findFirst().ifPresent(next -> beginOne(next, context.nextTurn(next,
                    new GuestTree(next, context.root()).remaining())));
        else
            beginOne(type, selectors);
    }

    /** Unless another one has begun and has not been taken, or it would not have a clone of its own. */
    private void beginOne(DeviceClassDescriptor type, List<String> selectors) {
        if (begun != null || type.start() != MachineStart.CLONE || !context.machines().areClones()) return;
        begun = new Begun(type, selectors, thread.submit((Callable<Optional<EarlyStart>>) () -> EarlyStart.of(type, selectors,
                context)));
    }

    @Override
    public void over(DeviceClassDescriptor type) {
        Begun waiting = begun;
        if (waiting == null || !waiting.type().equals(type)) return;
        begun = null;
        thread.execute(() -> end(waiting));
    }

    private void end(Begun unwanted) {
        try {
            unwanted.start().get().ifPresent(start -> context.machines().end(start.machine().session()));
        } catch (ExecutionException e) {
            context.say("blkunit: the early start of " + unwanted.type().testClass().getName() + " failed: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the run is over, and its machines end with it
        }
    }

    /** What nobody took ends with the machines of the run; none is made any more when this returns. */
    @Override
    public void close() {
        thread.shutdownNow();
        thread.close();
    }
}
