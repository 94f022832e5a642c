package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.target.Access;
import io.github.blkunit.ublk.target.Answer;
import io.github.blkunit.ublk.target.Data;
import io.github.blkunit.ublk.target.Geometry;
import io.github.blkunit.ublk.target.IoHandler;
import io.github.blkunit.ublk.target.Operations;
import io.github.blkunit.ublk.target.Request;
import io.github.blkunit.ublk.target.Target;
import io.github.blkunit.ublk.uring.IoUring;
import io.github.blkunit.ublk.uring.RingSetup;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Function;

/** A server's loop over a {@link SimulatedKernel}, from the first fetch to the last tag's end. */
final class Simulation {
    static final Geometry GEOMETRY = Geometry.of(1 << 30, 512);
    private static final long BUFFER = 32768;

    private Simulation() {}

    static ServerLoop run(SimulatedKernel kernel, int depth, Target target) {
        return run(kernel, depth, target, new DataMode.Mapped());
    }

    static ServerLoop run(SimulatedKernel kernel, int depth, Target target, DataMode mode) {
        return run(kernel, depth, target, mode, new EndNotice());
    }

    static ServerLoop run(SimulatedKernel kernel, int depth, Target target, DataMode mode, EndNotice notice) {
        boolean zeroCopy = mode instanceof DataMode.ZeroCopy;
        try (Arena arena = Arena.ofConfined(); Wake wake = new Wake(); IoUring ring = IoUring.open(RingSetup.queue(depth, 4
                * depth + 8), kernel)) {
            MemorySegment buffers = arena.allocate(depth * BUFFER);
            Slot[] slots = new Slot[depth];
            for (int tag = 0; tag < depth; tag++)
                slots[tag] = new Slot(tag, 0, tag, new Data(buffers, tag * BUFFER, zeroCopy ? 0 : BUFFER, !zeroCopy), !zeroCopy,
                        false);
            Mailbox mailbox = new Mailbox(slots, () -> kernel.woken = true);
            IoCommands commands = new IoCommands(ring, false, false);
            Transfer transfer = zeroCopy ? new RegisterTransfer(commands, true) : Transfer.ByDriver.INSTANCE;
            IoHandler handler = target.handler(new RingOperations(commands, mailbox, depth, zeroCopy, arena));
            ServerLoop loop = new ServerLoop(ring, new IoDescriptors(new MemorySegment[] {kernel.descriptors}, 24,
                    MemorySegment.NULL), handler, slots,
                    commands, commands, transfer, mailbox, wake, notice);
            notice.wakes(() -> kernel.woken = true);
            loop.fetchAll();
            loop.run();
            return loop;
        }
    }

    /** The same in batches. */
    static ServerLoop run(SimulatedBatchKernel kernel, int depth, Target target) {
        try (Arena arena = Arena.ofConfined(); Wake wake = new Wake(); IoUring ring = IoUring.open(RingSetup.queue(depth, 16),
                kernel)) {
            MemorySegment buffers = arena.allocate(depth * BUFFER);
            Slot[] slots = new Slot[depth];
            for (int tag = 0; tag < depth; tag++)
                slots[tag] = new Slot(tag, 0, tag, new Data(buffers, tag * BUFFER, BUFFER, true), true, false);
            Mailbox mailbox = new Mailbox(slots, () -> kernel.woken = true);
            IoCommands commands = new IoCommands(ring, false, false);
            BatchQueue queue = new BatchQueue(0, depth, slots, commands, new DataMode.Mapped(), arena);
            IoHandler handler = target.handler(new RingOperations(commands, mailbox, depth, false, arena));
            ServerLoop serving = new ServerLoop(ring, new IoDescriptors(new MemorySegment[] {kernel.descriptors}, 24,
                    MemorySegment.NULL), handler, slots, commands, queue, Transfer.ByDriver.INSTANCE, mailbox, wake,
                    new EndNotice());
            BatchLoop loop = new BatchLoop(ring, new BatchQueue[] {queue}, serving);
            loop.fetchAll();
            loop.run();
            return serving;
        }
    }

    static Target target(Function<Request, Answer> serve) { return target(operations -> serve::apply, Access.BYTES); }

    static Target target(Function<Operations, IoHandler> handlers, Access access) {
        return new Target() {
            @Override
            public Geometry geometry() { return GEOMETRY; }

            @Override
            public Access access() { return access; }

            @Override
            public IoHandler handler(Operations operations) { return handlers.apply(operations); }
        };
    }
}
