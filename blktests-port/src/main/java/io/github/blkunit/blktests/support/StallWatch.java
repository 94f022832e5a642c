package io.github.blkunit.blktests.support;

import io.github.blkunit.Device;
import io.github.blkunit.SysfsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks at a disk's counters until closed, for times in which it had requests and completed none. */
final class StallWatch implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(250);
    /** Of {@code /sys/block/NAME/stat}: completed reads, writes, discards, flushes. */
    private static final List<Integer> COMPLETED = List.of(0, 4, 11, 15);

    private final Path disk;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Stall longest;

    /**
     * A time without an answer.
     *
     * @param disk name of the disk
     * @param time from the first look that saw the requests to the last
     * @param inFlight how many requests there were at the end, reads and writes
     */
    record Stall(String disk, Duration time, String inFlight) {
        @Override
        public String toString() {
            return "device=" + disk + ", time without an answer=" + time.toMillis() / 1000.0 + " s, in flight (reads writes)="
                    + inFlight;
        }
    }

    private StallWatch(Path disk) { this.disk = disk; }

    static StallWatch on(Device device) {
        StallWatch watch = new StallWatch(device.sysfs());
        Thread.ofPlatform().daemon().name("stall-watch").start(watch::look);
        return watch;
    }

    /** The longest so far, if there was any. */
    Optional<Stall> longest() { return Optional.ofNullable(longest); }

    private void look() {
        long completed = -1;
        long since = System.nanoTime();
        try {
            while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                String inFlight = String.join(" ", InFlight.fields(SysfsFile.read(disk.resolve("inflight"))));
                long now = completed(InFlight.fields(SysfsFile.read(disk.resolve("stat"))));
                if (now != completed || inFlight.equals("0 0")) {
                    completed = now;
                    since = System.nanoTime();
                } else {
                    note(new Stall(String.valueOf(disk.getFileName()), Duration.ofNanos(System.nanoTime() - since), inFlight));
                }
            }
        } catch (IOException gone) {
            // the disk went: what that means is the test's business
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(Stall stall) {
        Stall before = longest;
        if (before == null || before.time().compareTo(stall.time()) < 0) { longest = stall; }
    }

    static long completed(List<String> stat) {
        return COMPLETED.stream().filter(field -> field < stat.size()).mapToLong(field -> Long.parseLong(stat.get(field))).sum();
    }

    @Override
    public void close() { closed.countDown(); }
}
