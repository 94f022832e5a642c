package io.github.blkunit.perf.planted;

import io.github.blkunit.ublk.sys.Sys;
import io.github.blkunit.ublk.target.Request;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** What can be wrong with a request's way through the server. One thread calls {@link #commit}. */
sealed interface Fault {
    /** Makes the request dearer. */
    void commit(Request request);

    /**
     * As named by {@code burn:NANOS}, {@code copy:TIMES}, {@code call:TIMES}, {@code lock:NANOS}, {@code spike:NANOS}, {@code die:REQUESTS}; {@code none} and
     * {@code batched} do nothing here.
     */
    static Fault of(String text) {
        String[] parts = text.split(":", 2);
        long amount = parts.length == 1 ? 0 : Long.parseLong(parts[1]);
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "none", "batched" -> new None();
            case "burn" -> new Burn(amount);
            case "copy" -> new Copy(amount, Arena.global().allocate(1 << 20));
            case "call" -> new Call(amount);
            case "lock" -> Lock.withHousekeeper(amount);
            case "spike" -> new Spike(amount);
            case "die" -> new Die(amount);
            default -> throw new IllegalArgumentException("no such fault: planted=" + text);
        };
    }

    /** Nothing. */
    record None() implements Fault {
        @Override
        public void commit(Request request) {}
    }

    /** Computes for so long. */
    record Burn(long nanos) implements Fault {
        @Override
        public void commit(Request request) { burn(nanos); }
    }

    /** Copies the data so many times to where nobody needs it. */
    record Copy(long times, MemorySegment scratch) implements Fault {
        @Override
        public void commit(Request request) {
            for (long i = 0; i < times; i++) { request.data().copyTo(scratch, 0); }
        }
    }

    /** So many system calls that do nothing. */
    record Call(long times) implements Fault {
        private static final int GETPPID = 110;

        @Override
        public void commit(Request request) {
            for (long i = 0; i < times; i++) { Sys.syscall(GETPPID, 0, 0, 0, 0, 0, 0); }
        }
    }

    /**
     * Takes a lock that a housekeeper holds for so long every two milliseconds while requests come. Without requests it does nothing: what works all the
     * time slows the other side down as well, since both run in one machine.
     */
    final class Lock implements Fault {
        private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(2);
        private final ReentrantLock lock;
        private long requests;

        private Lock(ReentrantLock lock) { this.lock = lock; }

        static Lock withHousekeeper(long nanos) {
            Lock fault = new Lock(new ReentrantLock());
            Thread.ofPlatform().daemon().name("housekeeper").start(() -> fault.keepHouse(nanos));
            return fault;
        }

        private void keepHouse(long nanos) {
            long seen = 0;
            while (true) {
                lock.lock();
                try {
                    if (requests != seen) { burn(nanos); }
                    seen = requests;
                } finally {
                    lock.unlock();
                }
                LockSupport.parkNanos(PERIOD - nanos);
            }
        }

        @Override
        public void commit(Request request) {
            lock.lock();
            try {
                if (++requests < 0) { throw new IllegalStateException("too many requests for one run"); }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Stops for so long at one request in 10 000. */
    final class Spike implements Fault {
        private static final int RARELY = 10_000;
        private final long nanos;
        private int requests;

        Spike(long nanos) { this.nanos = nanos; }

        @Override
        public void commit(Request request) {
            if (++requests % RARELY == 0) { burn(nanos); }
        }
    }

    /** Kills the server after so many requests. */
    final class Die implements Fault {
        private static final int KILLED = 137;
        private long left;

        Die(long requests) { this.left = requests; }

        @Override
        public void commit(Request request) {
            if (--left == 0) { Runtime.getRuntime().halt(KILLED); }
        }
    }

    private static void burn(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) {} // no pause: an emulated CPU hands its turn over then, and nothing is burnt
    }
}
