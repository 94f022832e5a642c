package io.github.blkunit.guest;

import io.github.blkunit.wire.LifeMessage.Awaken;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a machine needs that wakes up with the memory of another one: the time of day, and randomness of its own, or all clones would draw the
 * same numbers.
 */
final class Awakening {
    private static final Path RANDOM = Path.of("/dev/urandom");
    /** {@code CLOCK_REALTIME} of {@code time.h}. */
    private static final int CLOCK_REALTIME = 0;
    /** {@code O_RDONLY} of {@code fcntl.h}. */
    private static final int O_RDONLY = 0;
    /** {@code RNDRESEEDCRNG} of {@code linux/random.h}: take what was written to the device at once, not within a minute. */
    private static final long RNDRESEEDCRNG = 0x5207;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBC = LINKER.defaultLookup();
    private static final MethodHandle CLOCK_SETTIME = LINKER.downcallHandle(LIBC.findOrThrow("clock_settime"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    private static final MethodHandle OPEN = LINKER.downcallHandle(LIBC.findOrThrow("open"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle IOCTL = LINKER.downcallHandle(LIBC.findOrThrow("ioctl"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE = LINKER.downcallHandle(LIBC.findOrThrow("close"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private Awakening() {}

    /** @throws IOException if the kernel refuses one of them */
    static void perform(Awaken awaken) throws IOException {
        Files.write(RANDOM, awaken.entropy().array());
        try (Arena arena = Arena.ofConfined()) {
            setClock(awaken.epochMillis(), arena);
            reseed(arena);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a call of the C library throws nothing else", e);
        }
    }

    /** {@code struct timespec} of x86-64: two longs, seconds and nanoseconds. */
    private static void setClock(long epochMillis, Arena arena) throws Throwable {
        MemorySegment time = arena.allocateFrom(ValueLayout.JAVA_LONG, epochMillis / 1000, epochMillis % 1000 * 1_000_000);
        if ((int) CLOCK_SETTIME.invokeExact(CLOCK_REALTIME, time) != 0) {
            throw new IOException("the machine's clock cannot be set: clock_settime failed, epochMillis=" + epochMillis);
        }
    }

    private static void reseed(Arena arena) throws Throwable {
        int random = (int) OPEN.invokeExact(arena.allocateFrom(RANDOM.toString()), O_RDONLY);
        if (random < 0) throw new IOException(RANDOM + " cannot be opened");
        int result = (int) IOCTL.invokeExact(random, RNDRESEEDCRNG);
        int closed = (int) CLOSE.invokeExact(random);
        if (result != 0 || closed != 0) throw new IOException("ioctl(RNDRESEEDCRNG) failed: device=" + RANDOM);
    }
}
