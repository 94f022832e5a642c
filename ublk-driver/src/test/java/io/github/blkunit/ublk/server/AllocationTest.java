package io.github.blkunit.ublk.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.blkunit.ublk.sys.OpenFile;
import io.github.blkunit.ublk.sys.Sys;
import io.github.blkunit.ublk.target.Data;
import io.github.blkunit.ublk.target.FileTarget;
import io.github.blkunit.ublk.target.Geometry;
import io.github.blkunit.ublk.target.IoHandler;
import io.github.blkunit.ublk.target.MemoryTarget;
import io.github.blkunit.ublk.target.NullTarget;
import io.github.blkunit.ublk.target.Op;
import io.github.blkunit.ublk.target.Target;
import io.github.blkunit.ublk.uring.CompletionHandler;
import io.github.blkunit.ublk.uring.IoUring;
import io.github.blkunit.ublk.uring.RingSetup;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens once per request allocates nothing, once the virtual machine has compiled it: in every data mode, on a real ring. */
class AllocationTest {
    private static final int MAX_BATCHES = 200;
    private static final int ROUNDS = 5_000;
    private static final int BYTES = 4096;
    private static final long DISK = 1 << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** A data mode with a target that suits it. */
    enum Way {
        MAPPED_NULL, MAPPED_MEMORY, MAPPED_FILE, USER_COPY_MEMORY, USER_COPY_FILE, ZERO_COPY_FILE, DEFERRED
    }

    @ParameterizedTest @EnumSource
    void a_request_allocates_nothing(Way way) {
        try (Arena arena = Arena.ofShared(); OpenFile file = OpenFile.inMemory("disk", DISK); IoUring ring = IoUring.open(
                RingSetup.queue(1, 16))) {
            ring.registerRing();
            ring.registerFiles(file.fd(), file.fd()); // the first in place of the character device: it refuses commands, which is all the same here
            if (way == Way.ZERO_COPY_FILE) ring.registerEmptyBuffers(1);
            Rounds rounds = new Rounds(way, ring, file, arena);
            long allocated = Long.MAX_VALUE;
            for (int batch = 0; batch < MAX_BATCHES && allocated >= ROUNDS; batch++) allocated = allocatedBy(rounds); // until compiled
            assertThat(allocated).as("bytes allocated by %d requests, the best of %d batches", ROUNDS, MAX_BATCHES).isLessThan(
                    ROUNDS);
            assertThat(allocatedBy(rounds)).as("bytes allocated by the next %d requests", ROUNDS).isLessThan(ROUNDS);
        }
    }

    private static long allocatedBy(Rounds rounds) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        rounds.run(ROUNDS);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /** The loop's steps from a request's arrival to its commit, reads and writes in turn. */
    private static final class Rounds implements CompletionHandler {
        private final IoUring ring;
        private final Slot slot;
        private final IoCommands commands;
        private final Transfer transfer;
        private final IoHandler handler;
        private final Mailbox mailbox;
        private int last;

        Rounds(Way way, IoUring ring, OpenFile file, Arena arena) {
            boolean zeroCopy = way == Way.ZERO_COPY_FILE;
            MemorySegment buffer = arena.allocate(BYTES, BYTES);
            this.ring = ring;
            this.slot = new Slot(0, 0, 3, new Data(buffer, 0, zeroCopy ? 0 : BYTES, !zeroCopy), !zeroCopy, false);
            this.commands = new IoCommands(ring, false, false);
            this.mailbox = new Mailbox(new Slot[] {slot}, () -> {});
            this.transfer = switch (way) {
                case USER_COPY_MEMORY, USER_COPY_FILE -> new CopyTransfer(file.fd(), new Anywhere());
                case ZERO_COPY_FILE -> new RegisterTransfer(commands, true);
                case MAPPED_NULL, MAPPED_MEMORY, MAPPED_FILE, DEFERRED -> Transfer.ByDriver.INSTANCE;
            };
            Target target = switch (way) {
                case MAPPED_NULL, DEFERRED -> new NullTarget(Geometry.of(DISK, 512));
                case MAPPED_MEMORY, USER_COPY_MEMORY -> Target.of(new MemoryTarget(DISK, arena));
                case MAPPED_FILE, USER_COPY_FILE, ZERO_COPY_FILE -> FileTarget.of(file);
            };
            IoHandler inner = target.handler(new RingOperations(commands, mailbox, 1, zeroCopy, arena));
            this.handler = way == Way.DEFERRED ? request -> {
                mailbox.ok(request.defer());
                return request.later();
            } : inner;
            commands.fetch(slot);
            ring.submit();
        }

        void run(int count) {
            for (int n = 0; n < count; n++) request(n % 2 == 0 ? Op.WRITE : Op.READ);
        }

        private void request(Op op) {
            slot.arrive(op, 0, 0, BYTES / 512);
            transfer.arrived(slot);
            handler.handle(slot);
            if (slot.state() == SlotState.DEFERRED) mailbox.take(Slot::collect);
            while (slot.state() == SlotState.OPERATING)
                turn();
            transfer.answered(slot);
            commands.commit(slot);
            turn();
        }

        private void turn() {
            ring.submitAndWait(1);
            ring.completions().drain(this);
        }

        @Override
        public void completed(long userData, int result, int flags) {
            last = result;
            if (UserData.kind(userData) == UserData.OPERATION) slot.operated(result);
        }

        @Override
        public String toString() { return "last result " + last; }
    }

    /** User copy from and to the start of the file, wherever the request's place would be. */
    private static final class Anywhere implements FileCalls {
        @Override
        public long pread(int fd, long address, long bytes, long position) { return Sys.pread(fd, address, bytes, 0); }

        @Override
        public long pwrite(int fd, long address, long bytes, long position) { return Sys.pwrite(fd, address, bytes, 0); }
    }
}
