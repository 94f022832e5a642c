package io.github.blkunit.blktests.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.IoBuffer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Requests whose times are known within bounds, so that the kernel's account of them can be checked on a machine of any speed:
 * the account must hold at least what the disk takes for each request, and at most what the callers have waited. Used by one
 * thread.
 */
public final class AccountedIo implements AutoCloseable {
    private static final ByteSize PAGE = ByteSize.kib(4);
    /** Counters are whole milliseconds, rounded down, and the clock of a request may start a little late. */
    private static final Duration ROUNDING = Duration.ofMillis(3);
    private static final int PERCENT_LESS = 2;

    private final Device device;
    private final Duration perRequest;
    private final DeviceChannel channel;
    private final IoTimes atFirst;
    private final Bounds reads = new Bounds();
    private final Bounds writes = new Bounds();

    private static final class Bounds {
        private Duration least = Duration.ZERO;
        private Duration most = Duration.ZERO;

        void add(Duration least, Duration most) {
            this.least = this.least.plus(least);
            this.most = this.most.plus(most);
        }
    }

    private AccountedIo(Device device, Duration perRequest, DeviceChannel channel, IoTimes atFirst) {
        this.device = device;
        this.perRequest = perRequest;
        this.channel = channel;
        this.atFirst = atFirst;
    }

    /**
     * Opens the device and remembers what it has accounted for so far.
     *
     * @param perRequest what the disk takes for each request, at least
     */
    public static AccountedIo on(Device device, Duration perRequest) throws IOException {
        return new AccountedIo(device, perRequest, device.open(Access.READ_WRITE), IoTimes.of(device));
    }

    /** Reads that many pages, one after the other. */
    public void read(int count) throws IOException {
        reads.add(perRequest.multipliedBy(count), timeOfReads(count));
    }

    /** Writes that many pages, one after the other. */
    public void write(int count) throws IOException {
        writes.add(perRequest.multipliedBy(count), timeOfWrites(count));
    }

    /** One reader and two writers at the same time, each one page after the other. */
    public void readAndWriteTwice(int readCount, int writeCount) throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            Future<Duration> reader = threads.submit(() -> timeOfReads(readCount));
            Callable<Duration> writing = () -> timeOfWrites(writeCount);
            Future<Duration> oneWriter = threads.submit(writing);
            Future<Duration> otherWriter = threads.submit(writing);
            reads.add(perRequest.multipliedBy(readCount), reader.get());
            writes.add(perRequest.multipliedBy(2L * writeCount), oneWriter.get().plus(otherWriter.get()));
        } catch (ExecutionException e) {
            throw new IOException("a request failed: " + e.getCause(), e.getCause());
        }
    }

    /** Compares the account so far with all that was done so far. */
    public void assertAccounted(String when) throws IOException {
        IoTimes account = IoTimes.of(device).since(atFirst);
        assertWithin(when + ": time of all reads", account.reads(), reads);
        assertWithin(when + ": time of all writes", account.writes(), writes);
    }

    private static void assertWithin(String what, Duration actual, Bounds bounds) {
        Duration least = bounds.least.multipliedBy(100 - PERCENT_LESS).dividedBy(100).minus(bounds.least.isZero() ? Duration.ZERO
                : ROUNDING);
        Duration most = bounds.most.isZero() ? Duration.ZERO : bounds.most.plus(ROUNDING);
        assertThat(actual).as(what).isBetween(least, most);
    }

    private Duration timeOfReads(int count) throws IOException {
        IoBuffer page = IoBuffer.ofSize(PAGE);
        return Stopwatch.time(() -> { for (int i = 0; i < count; i++) { channel.readFully(0, page); } });
    }

    private Duration timeOfWrites(int count) throws IOException {
        IoBuffer page = IoBuffer.ofSize(PAGE);
        return Stopwatch.time(() -> { for (int i = 0; i < count; i++) { channel.writeFully(0, page); } });
    }

    @Override
    public void close() throws IOException { channel.close(); }
}
