package io.github.blkunit.ublk.uring;

import static io.github.blkunit.ublk.uapi.IoUring.IORING_FEAT_SINGLE_MMAP;
import static io.github.blkunit.ublk.uapi.IoUring.IORING_OFF_SQES;
import static io.github.blkunit.ublk.uapi.IoUring.IORING_OFF_SQ_RING;
import static io.github.blkunit.ublk.uapi.IoUring.IORING_SETUP_CQSIZE;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.SystemCallException;
import io.github.blkunit.ublk.sys.UblkException;
import io.github.blkunit.ublk.uapi.io_uring_params;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The ring's descriptor and its two mappings, taken and given back together. */
record RingMemory(int fd, Arena arena, SubmissionQueue submissions, CompletionQueue completions, RingCalls calls) {
    /** Makes a ring and maps it; leaves nothing behind if that fails. */
    static RingMemory map(RingSetup setup, RingCalls calls) {
        Arena arena = Arena.ofShared();
        int fd = -1;
        try {
            MemorySegment params = arena.allocate(io_uring_params.layout());
            io_uring_params.flags(params, setup.flags() | IORING_SETUP_CQSIZE());
            io_uring_params.cq_entries(params, setup.completions());
            fd = calls.setup(setup.entries(), params);
            if (fd < 0) throw refused(setup, Errno.of(fd));
            if ((io_uring_params.features(params) & IORING_FEAT_SINGLE_MMAP()) == 0)
                throw new UblkException("this kernel's io_uring is older than 5.4: features=" + io_uring_params.features(params));
            return map(fd, params, setup, arena, calls);
        } catch (RuntimeException e) {
            arena.close();
            if (fd >= 0) calls.close(fd);
            throw e;
        }
    }

    private static RingMemory map(int fd, MemorySegment params, RingSetup setup, Arena arena, RingCalls calls) {
        SqLayout sq = SqLayout.of(params);
        CqLayout cq = CqLayout.of(params);
        MemorySegment ring = map(fd, Math.max(sq.bytes(), cq.bytes()), IORING_OFF_SQ_RING(), arena, calls);
        MemorySegment sqes = map(fd, (long) sq.entries() * setup.submissionBytes(), IORING_OFF_SQES(), arena, calls);
        return new RingMemory(fd, arena, new SubmissionQueue(ring, sqes, sq, setup.submissionBytes(), setup
                .pinned()), new CompletionQueue(ring,
                        cq), calls);
    }

    private static MemorySegment map(int fd, long bytes, long offset, Arena arena, RingCalls calls) {
        long address = SystemCallException.check(calls.map(fd, bytes, offset), "mmap",
                "ring=" + fd + ", bytes=" + bytes + ", offset=" + offset);
        // VALID: the kernel has just mapped that many bytes there, and only the arena's end unmaps them.
        return MemorySegment.ofAddress(address).reinterpret(bytes, arena, segment -> {
            SystemCallException.check(calls.unmap(segment.address(), bytes), "munmap", "ring=" + fd + ", bytes=" + bytes);
        });
    }

    private static SystemCallException refused(RingSetup setup, Errno errno) {
        String cure = switch (errno.symbol()) {
            case "EPERM" ->
                    "io_uring is switched off for this process; see `sysctl kernel.io_uring_disabled` (0 allows it), or a seccomp filter";
            case "ENOSYS" -> "this kernel has no io_uring, or a seccomp filter hides it";
            case "EINVAL" -> "the kernel does not know one of the flags; Linux 6.1 or newer is needed";
            case "ENOMEM" -> "no memory for the ring; raise RLIMIT_MEMLOCK or use fewer entries";
            case "EMFILE", "ENFILE" -> "too many open files; raise RLIMIT_NOFILE";
            default -> "";
        };
        return new SystemCallException("io_uring_setup", "entries=" + setup.entries() + ", flags=0x" + Integer.toHexString(setup
                .flags()), errno,
                cure);
    }

    /** Ends the mappings, then the descriptor, whatever happens on the way. */
    void close() {
        try {
            arena.close();
        } finally {
            SystemCallException.check(calls.close(fd), "close", "ring=" + fd);
        }
    }
}
