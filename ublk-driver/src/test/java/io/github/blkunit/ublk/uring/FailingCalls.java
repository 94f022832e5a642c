package io.github.blkunit.ublk.uring;

import io.github.blkunit.ublk.sys.Errno;
import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Map;

/** The kernel's calls, some of which fail on demand; counts what is open and mapped. */
final class FailingCalls implements RingCalls {
    /** Which call. */
    enum Call {
        SETUP, ENTER, REGISTER, MAP
    }

    private final RingCalls real = KernelRingCalls.INSTANCE;
    private final Map<Call, Errno> errors = new EnumMap<>(Call.class);
    private final Map<Call, Integer> skips = new EnumMap<>(Call.class);
    private final Map<Call, Integer> times = new EnumMap<>(Call.class);
    int open;
    int mapped;
    int entered;

    /** After {@code skip} good ones, {@code count} calls fail. */
    FailingCalls fail(Call call, Errno errno, int skip, int count) {
        errors.put(call, errno);
        skips.put(call, skip);
        times.put(call, count);
        return this;
    }

    private int failure(Call call) {
        Errno errno = errors.get(call);
        if (errno == null) return 0;
        if (skips.merge(call, -1, Integer::sum) >= 0 || times.merge(call, -1, Integer::sum) < 0) return 0;
        return -errno.number();
    }

    @Override
    public int setup(int entries, MemorySegment params) {
        int failure = failure(Call.SETUP);
        if (failure != 0) return failure;
        open++;
        return real.setup(entries, params);
    }

    @Override
    public int enter(int fd, int toSubmit, int minComplete, int flags, long argument, long argumentSize) {
        entered++;
        int failure = failure(Call.ENTER);
        return failure != 0 ? failure : real.enter(fd, toSubmit, minComplete, flags, argument, argumentSize);
    }

    @Override
    public int register(int fd, int opcode, MemorySegment argument, int count) {
        int failure = failure(Call.REGISTER);
        return failure != 0 ? failure : real.register(fd, opcode, argument, count);
    }

    @Override
    public long map(int fd, long bytes, long offset) {
        int failure = failure(Call.MAP);
        if (failure != 0) return failure;
        mapped++;
        return real.map(fd, bytes, offset);
    }

    @Override
    public int unmap(long address, long bytes) {
        mapped--;
        return real.unmap(address, bytes);
    }

    @Override
    public int close(int fd) {
        open--;
        return real.close(fd);
    }
}
