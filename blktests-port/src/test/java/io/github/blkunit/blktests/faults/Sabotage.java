package io.github.blkunit.blktests.faults;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Something that goes wrong on the machine while an unchanged test runs: done about every millisecond until closed, then undone. */
final class Sabotage implements Closeable {
    private final Deed deed;
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final List<AutoCloseable> held = new ArrayList<>();
    private volatile boolean closed;

    /** What is done. It finds out by itself whether there is anything to do it to. */
    @FunctionalInterface
    interface Deed {
        /**
         * Does it.
         *
         * @param held takes what is closed in the end, the last one first
         */
        void done(List<AutoCloseable> held) throws Exception;
    }

    Sabotage(Deed deed) {
        this.deed = deed;
        Thread.ofPlatform().daemon().name("sabotage").start(this::run);
    }

    private void run() {
        while (!closed) {
            try {
                deed.done(held);
                Thread.sleep(1);
            } catch (IOException | DirectoryIteratorException | NumberFormatException gone) {
                Thread.onSpinWait(); // what was looked at has gone, or is not there yet
            } catch (Exception e) {
                System.err.println("the sabotage ends: " + e);
                break;
            }
        }
        ended.complete(true);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        ended.join();
        for (AutoCloseable one : held.reversed()) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IOException("the sabotage cannot be undone: " + e, e);
            }
        }
    }
}
