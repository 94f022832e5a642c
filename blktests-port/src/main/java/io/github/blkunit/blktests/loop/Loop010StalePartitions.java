package io.github.blkunit.blktests.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.ErrnoException;
import io.github.blkunit.IoBuffer;
import io.github.blkunit.blktests.LoopTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Timed;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.subject.LoopDisk;
import io.github.blkunit.blktests.subject.LoopFlag;
import io.github.blkunit.blktests.subject.Loops;
import io.github.blkunit.blktests.support.Images;
import io.github.blkunit.blktests.support.KernelMessages;
import io.github.blkunit.blktests.support.PartitionTable;
import io.github.blkunit.blktests.support.PartitionTable.Extent;
import io.github.blkunit.blktests.support.Partitions;
import io.github.blkunit.blktests.support.Race;
import io.github.blkunit.blktests.support.Timeout;
import io.github.blkunit.blktests.support.Udev;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * loop/010: a device that is attached and detached by two threads at the same time, and whose partition is opened in between,
 * never keeps a partition of its last file, over which the next scan would stumble (EBUSY, -16).
 *
 * <p>Guards 18048c1af783 "loop: Fix a race between loop detach and loop open". On a device of its own, with udev stopped; 90 s
 * ({@link Timeout}). Needs neither parted nor mkfs.xfs: the table is written by the test, and opening and reading the partition is
 * what a probe does. Unlike upstream it fails if there was no race, because attaching or detaching never succeeded.
 */
@Upstream(id = "loop/010", revision = "a608cb5", guards = "18048c1af783")
@Needs(modules = "loop", kernel = "6.11")
public interface Loop010StalePartitions {

    @LoopTest @Timed
    default void loop010_noScanStumblesOverAPartitionOfTheLastFile(Loops loops, @TempDir Path folder, TestReporter reporter)
            throws IOException, DriverException, InterruptedException {
        Path image = Images.partitioned(folder.resolve("image"), ByteSize.gib(1), PartitionTable.gpt(new Extent(64, 108_988)));
        try (var _ = Udev.pause()) {
            var messages = KernelMessages.fromNowOn();
            LoopDisk disk = loops.attach(image, LoopFlag.SCAN_PARTITIONS);
            Device node = disk.device();
            disk.detach();
            var race = new Race();
            var attached = new AtomicLong();
            race.thread("attach", () -> {
                if (tryTo(() -> loops.attach(node, image, LoopFlag.SCAN_PARTITIONS))) {
                    attached.incrementAndGet();
                    tryTo(() -> probe(Partitions.of(node, 1)));
                }
            });
            race.thread("detach", () -> tryTo(disk::clear));
            try {
                race.run(Timeout.orElse(Duration.ofSeconds(90)));
            } finally {
                disk.close();
            }
            reporter.publishEntry("loop/010", "attached=" + attached);
            assertThat(attached.get()).as("times attached; stopped: %s", race.stopped()).isPositive();
            assertThat(messages.with("partition scan of " + node.name() + " failed (rc=-16)")).as("the kernel's complaints")
                    .isEmpty();
            assertThat(Partitions.inSysfs(node)).as("partitions left").isEmpty();
        }
    }

    private static void probe(Device partition) throws IOException {
        try (DeviceChannel channel = partition.openBuffered(Access.READ_ONLY)) {
            channel.read(0, IoBuffer.ofSize(ByteSize.kib(64)));
        }
    }

    /** The other thread gets in the way all the time; what the kernel refuses then counts for nothing. */
    private static boolean tryTo(Race.Round round) throws IOException {
        try {
            round.run();
            return true;
        } catch (ErrnoException refused) {
            return false;
        }
    }
}
