package io.github.blkunit.ublk.uring;

import static io.github.blkunit.ublk.uapi.IoUring.IORING_ENTER_EXT_ARG;
import static io.github.blkunit.ublk.uapi.IoUring.IORING_ENTER_GETEVENTS;
import static io.github.blkunit.ublk.uapi.IoUring.IORING_ENTER_REGISTERED_RING;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.SystemCallException;
import io.github.blkunit.ublk.sys.UblkException;
import io.github.blkunit.ublk.uapi.__kernel_timespec;
import io.github.blkunit.ublk.uapi.io_uring_getevents_arg;
import io.github.blkunit.ublk.uapi.io_uring_buf_reg;
import io.github.blkunit.ublk.uapi.io_uring_rsrc_register;
import io.github.blkunit.ublk.uapi.io_uring_rsrc_update;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * One io_uring. Threads: one at a time; a {@linkplain RingSetup#queue queue ring} only by the thread that made it. {@link #close} may come from any thread
 * that knows that the ring is idle. After it every method throws {@link IllegalStateException}.
 */
public final class IoUring implements AutoCloseable {
    private static final int NO_FLAGS = 0;
    private static final int GETEVENTS = IORING_ENTER_GETEVENTS();
    private static final int EINTR = -Errno.EINTR.number();
    private static final int EAGAIN = -Errno.EAGAIN.number();
    private static final int EBUSY = -Errno.EBUSY.number();
    private static final int ETIME = -Errno.ETIME.number();
    /** EAGAIN means no memory just now: one second in all. */
    private static final int MAX_TRIES = 1000;
    private static final long RETRY_NANOS = 1_000_000;

    private final RingCalls calls;
    private final RingMemory memory;
    private final MemorySegment timeout;
    private final MemorySegment waitArgument;
    private int enterFd;
    private int enterFlags;
    private boolean closed;

    private IoUring(RingCalls calls, RingMemory memory) {
        this.calls = calls;
        this.memory = memory;
        this.enterFd = memory.fd();
        this.timeout = memory.arena().allocate(__kernel_timespec.layout());
        this.waitArgument = memory.arena().allocate(io_uring_getevents_arg.layout());
        io_uring_getevents_arg.ts(waitArgument, timeout.address());
    }

    /** Makes and maps a ring; a refusal is a {@link SystemCallException} with the cure. */
    public static IoUring open(RingSetup setup) {
        return open(setup, KernelRingCalls.INSTANCE);
    }

    /** As {@link #open(RingSetup)}, with other system calls. */
    public static IoUring open(RingSetup setup, RingCalls calls) {
        return new IoUring(calls, RingMemory.map(setup, calls));
    }

    /** {@return the side that submits} */
    public SubmissionQueue submissions() {
        requireOpen();
        return memory.submissions();
    }

    /** {@return the side that completes} */
    public CompletionQueue completions() {
        requireOpen();
        return memory.completions();
    }

    /** Submits what has been claimed; says how many the kernel took. Fewer than pending means: look at the completions, then again. */
    public int submit() {
        return enter(0, NO_FLAGS, 0, 0);
    }

    /**
     * Submits what has been claimed and waits until so many completions are there.
     *
     * @return how many submissions the kernel took
     */
    public int submitAndWait(int completions) { return enter(completions, GETEVENTS, 0, 0); }

    /**
     * As {@link #submitAndWait(int)}, for a limited time.
     *
     * @return whether there was a completion in time
     */
    public boolean submitAndWait(int completions, Duration limit) {
        requireOpen();
        __kernel_timespec.tv_sec(timeout, limit.toSeconds());
        __kernel_timespec.tv_nsec(timeout, limit.toNanosPart());
        enter(completions, GETEVENTS | IORING_ENTER_EXT_ARG(), waitArgument.address(), waitArgument.byteSize());
        return memory.completions().ready() > 0;
    }

    private int enter(int wanted, int flags, long argument, long argumentBytes) {
        requireOpen();
        SubmissionQueue submissions = memory.submissions();
        submissions.publish();
        for (int tries = 0; tries < MAX_TRIES;) {
            int result = calls.enter(enterFd, submissions.pending(), wanted, flags | enterFlags, argument, argumentBytes);
            if (result >= 0) return result;
            if (result == ETIME || result == EBUSY) return 0; // EBUSY: the kernel holds completions back until some are consumed
            if (result == EAGAIN) {
                tries++;
                LockSupport.parkNanos(RETRY_NANOS);
            } else if (result != EINTR) {
                throw failedEnter(result, submissions.pending(), wanted);
            }
        }
        throw failedEnter(EAGAIN, submissions.pending(), wanted);
    }

    private SystemCallException failedEnter(int result, int pending, int wanted) {
        Errno errno = Errno.of(result);
        String cure = switch (errno.symbol()) {
            case "EEXIST" -> "a ring made for one thread was used by another one";
            case "EBADR" -> "completions were lost for want of memory";
            case "EAGAIN" -> "no memory for requests after " + MAX_TRIES + " tries";
            default -> "";
        };
        return new SystemCallException("io_uring_enter", "ring=" + memory.fd() + ", submissions=" + pending + ", wanted="
                + wanted, errno, cure);
    }

    /** Registers the ring's own descriptor with the calling thread, which saves the kernel a look-up on every call. Without effect on an old kernel. */
    public void registerRing() {
        requireOpen();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment update = arena.allocate(io_uring_rsrc_update.layout());
            io_uring_rsrc_update.offset(update, -1); // any free index
            io_uring_rsrc_update.data(update, memory.fd());
            int registered = calls.register(memory.fd(), io.github.blkunit.ublk.uapi.IoUring.IORING_REGISTER_RING_FDS(), update,
                    1);
            if (registered == 1) {
                enterFd = io_uring_rsrc_update.offset(update);
                enterFlags = IORING_ENTER_REGISTERED_RING();
            } else if (registered != -Errno.EINVAL.number()) { // EINVAL: older than 5.18, works without
                SystemCallException.check(registered, "io_uring_register(RING_FDS)", "ring=" + memory.fd());
                throw new UblkException("io_uring_register(RING_FDS) registered nothing: ring=" + memory.fd() + ", result="
                        + registered);
            }
        }
    }

    /** Registers open files; a submission with IOSQE_FIXED_FILE names them by their place here. */
    public void registerFiles(int... fds) {
        requireOpen();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment table = arena.allocateFrom(JAVA_INT, fds);
            int opcode = io.github.blkunit.ublk.uapi.IoUring.IORING_REGISTER_FILES();
            SystemCallException.check(calls.register(memory.fd(), opcode, table, fds.length), "io_uring_register(FILES)",
                    "ring=" + memory.fd() + ", files=" + fds.length);
        }
    }

    /** Lets multishot operations that select this group's buffer fill it piece by piece. Linux 6.12. */
    public void registerBufferRing(BufferRing buffers) {
        requireOpen();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment registration = arena.allocate(io_uring_buf_reg.layout());
            io_uring_buf_reg.ring_addr(registration, buffers.ring().address());
            io_uring_buf_reg.ring_entries(registration, 1);
            io_uring_buf_reg.bgid(registration, (short) buffers.group());
            io_uring_buf_reg.flags(registration, (short) io.github.blkunit.ublk.uapi.IoUring.IOU_PBUF_RING_INC());
            int opcode = io.github.blkunit.ublk.uapi.IoUring.IORING_REGISTER_PBUF_RING();
            SystemCallException.check(calls.register(memory.fd(), opcode, registration, 1), "io_uring_register(PBUF_RING)",
                    "ring=" + memory.fd() + ", group=" + buffers.group());
        }
    }

    /** Makes a table of so many empty places for registered buffers, which commands fill and operations name. Linux 5.19. */
    public void registerEmptyBuffers(int count) {
        requireOpen();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment table = arena.allocate(io_uring_rsrc_register.layout());
            io_uring_rsrc_register.nr(table, count);
            io_uring_rsrc_register.flags(table, io.github.blkunit.ublk.uapi.IoUring.IORING_RSRC_REGISTER_SPARSE());
            int opcode = io.github.blkunit.ublk.uapi.IoUring.IORING_REGISTER_BUFFERS2();
            SystemCallException.check(calls.register(memory.fd(), opcode, table, (int) table.byteSize()),
                    "io_uring_register(BUFFERS2)",
                    "ring=" + memory.fd() + ", buffers=" + count);
        }
    }

    private void requireOpen() {
        if (closed) throw new IllegalStateException("the ring is closed: ring=" + memory.fd());
    }

    /** Unmaps and closes; the kernel cancels what is pending, some time later. A second call does nothing. */
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        memory.close();
    }

    @Override
    public String toString() { return "ring " + memory.fd() + (closed ? " (closed)" : ""); }
}
