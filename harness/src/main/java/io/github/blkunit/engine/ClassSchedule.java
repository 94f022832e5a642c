package io.github.blkunit.engine;

import io.github.blkunit.engine.Parallelism.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The order in which classes run, and what runs at the same time. Each class is run once, by one thread; all have ended afterwards. */
final class ClassSchedule {
    private final Parallelism parallelism;
    private final ClassRunner runner;

    /** Runs a class to its end. Called from several threads. */
    @FunctionalInterface
    interface ClassRunner {
        void run(DeviceClassDescriptor type) throws InterruptedException;
    }

    ClassSchedule(Parallelism parallelism, ClassRunner runner) {
        this.parallelism = parallelism;
        this.runner = runner;
    }

    /** @throws InterruptedException after the classes that ran have ended because of it; those that are left have not been run */
    void run(List<DeviceClassDescriptor> classes) throws InterruptedException {
        if (parallelism.machines() == 1) {
            inOrder(classes);
            return;
        }
        List<DeviceClassDescriptor> ordered = new ArrayList<>();
        List<DeviceClassDescriptor> alone = new ArrayList<>();
        List<List<DeviceClassDescriptor>> lines = new ArrayList<>();
        for (DeviceClassDescriptor type : classes) {
            Place place = parallelism.of(type.testClass());
            switch (place) {
                case BESIDE_OTHERS -> lines.add(List.of(type));
                case IN_ORDER -> ordered.add(type);
                case ALONE -> alone.add(type);
            }
        }
        if (!ordered.isEmpty()) lines.addFirst(ordered);
        atOnce(lines);
        inOrder(alone);
    }

    private void inOrder(List<DeviceClassDescriptor> classes) throws InterruptedException {
        for (DeviceClassDescriptor type : classes) runner.run(type);
    }

    private void atOnce(List<List<DeviceClassDescriptor>> lines) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(parallelism.machines(), Thread.ofPlatform().daemon().name(
                "blkunit-class-", 1).factory());
        List<Future<?>> running = new ArrayList<>();
        for (List<DeviceClassDescriptor> line : lines) running.add(threads.submit(() -> {
            inOrder(line);
            return line;
        }));
        try {
            for (Future<?> line : running) await(line);
        } finally {
            threads.shutdownNow();
            awaitEnd(threads);
        }
    }

    private static void await(Future<?> line) throws InterruptedException {
        try {
            line.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case InterruptedException interrupted -> throw interrupted;
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /** A class that was interrupted closes its machine, which takes moments; its listener must hear of the end before we return. */
    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = false;
        while (true) {
            try {
                if (threads.awaitTermination(1, TimeUnit.MINUTES)) break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
