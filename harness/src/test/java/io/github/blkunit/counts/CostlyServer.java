package io.github.blkunit.counts;

import io.github.blkunit.ublk.cli.Serve;
import io.github.blkunit.ublk.server.DeviceSpec;
import io.github.blkunit.ublk.sys.Sys;
import io.github.blkunit.ublk.target.Access;
import io.github.blkunit.ublk.target.Answer;
import io.github.blkunit.ublk.target.Geometry;
import io.github.blkunit.ublk.target.IoHandler;
import io.github.blkunit.ublk.target.NullTarget;
import io.github.blkunit.ublk.target.Operations;
import io.github.blkunit.ublk.target.Request;
import io.github.blkunit.ublk.target.Target;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** A null server with planted faults on its hot path. */
final class CostlyServer implements Target {
    private static final int GETPPID = 110;

    private final NullTarget target;
    private final Set<Fault> faults;
    private final MemorySegment scratch = Arena.global().allocate(1 << 20);
    /** Keeps the compiler from dropping what nobody needs. */
    volatile Object kept = "";

    /** What is wrong with it. */
    enum Fault { COPY, SYSTEM_CALL, ALLOCATION }

    private CostlyServer(NullTarget target, Set<Fault> faults) {
        this.target = target;
        this.faults = faults;
    }

    public static void main(String[] args) throws InterruptedException {
        Target target = new CostlyServer(new NullTarget(Geometry.of(64L << 20, 512)), Arrays.stream(args).map(Fault::valueOf)
                .collect(Collectors.toSet()));
        System.exit(Serve.untilSignal(target, DeviceSpec.builder().queues(1).depth(16).build()));
    }

    @Override
    public Geometry geometry() { return target.geometry(); }

    @Override
    public Access access() { return faults.contains(Fault.COPY) ? Access.BYTES : target.access(); }

    @Override
    public IoHandler handler(Operations operations) {
        return request -> answer(request);
    }

    private Answer answer(Request request) {
        if (faults.contains(Fault.COPY)) { request.data().copyTo(scratch, 0); }
        if (faults.contains(Fault.SYSTEM_CALL)) { Sys.syscall(GETPPID, 0, 0, 0, 0, 0, 0); }
        if (faults.contains(Fault.ALLOCATION)) { kept = new byte[16]; }
        return target.handle(request);
    }
}
