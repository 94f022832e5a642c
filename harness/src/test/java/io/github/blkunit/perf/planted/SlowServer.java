package io.github.blkunit.perf.planted;

import io.github.blkunit.ublk.cli.Serve;
import io.github.blkunit.ublk.server.DeviceSpec;
import io.github.blkunit.ublk.target.Access;
import io.github.blkunit.ublk.target.Answer;
import io.github.blkunit.ublk.target.Geometry;
import io.github.blkunit.ublk.target.IoHandler;
import io.github.blkunit.ublk.target.NullTarget;
import io.github.blkunit.ublk.target.Operations;
import io.github.blkunit.ublk.target.Request;
import io.github.blkunit.ublk.target.Target;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A null server that burns time on its hot path. */
final class SlowServer implements Target {
    private static final int RARELY = 10_000;
    private static final long SPIKE = TimeUnit.MILLISECONDS.toNanos(10);

    private final NullTarget target;
    private final Fault fault;
    private final long nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private int requests;

    /** What is wrong with it. */
    enum Fault { NONE, BURN, LOCK, SPIKE }

    private SlowServer(NullTarget target, Fault fault, long nanos) {
        this.target = target;
        this.fault = fault;
        this.nanos = nanos;
    }

    /** Arguments: fault, nanoseconds, size in bytes, queues, depth. */
    public static void main(String[] args) throws InterruptedException {
        Target target = new SlowServer(new NullTarget(Geometry.of(Long.parseLong(args[2]), 512)), Fault.valueOf(args[0]), Long
                .parseLong(args[1]));
        System.exit(Serve.untilSignal(target, DeviceSpec.builder().queues(Integer.parseInt(args[3])).depth(Integer.parseInt(
                args[4])).build()));
    }

    @Override
    public Geometry geometry() { return target.geometry(); }

    @Override
    public Access access() { return target.access(); }

    @Override
    public IoHandler handler(Operations operations) {
        return request -> answer(request);
    }

    private Answer answer(Request request) {
        switch (fault) {
            case NONE -> {}
            case BURN -> burn(nanos);
            case LOCK -> {
                lock.lock();
                try {
                    burn(nanos);
                } finally {
                    lock.unlock();
                }
            }
            case SPIKE -> {
                if (++requests % RARELY == 0) { burn(SPIKE); }
            }
        }
        return target.handle(request);
    }

    private static void burn(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) { Thread.onSpinWait(); }
    }
}
