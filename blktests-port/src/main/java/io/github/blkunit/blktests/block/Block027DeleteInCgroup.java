package io.github.blkunit.blktests.block;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.TimeScale;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.CanBeZoned;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.Cgroup;
import io.github.blkunit.blktests.support.ScsiDebug;
import io.github.blkunit.blktests.support.ScsiDevice;
import io.github.blkunit.blktests.support.Zoned;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.fio.Fio;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;

/**
 * block/027: disks can be deleted while a process in a control group does I/O to all of them, deep, under different schedulers.
 *
 * <p>Guards 0273ac349f08 "blkcg: handle dying request_queue when associating a blkg". On 21 SCSI disks of its own; fio runs 4
 * s, the disks go after half of it; its errors count for nothing. Upstream's 12 s, 4 jobs per disk and depth 2048 want more CPU
 * and memory than a small machine has; here one job and depth 128, which is still more than the 110 commands that a host takes.
 */
@Upstream(id = "block/027", revision = "a608cb5", guards = "0273ac349f08")
@Needs(modules = "sd_mod", loadable = "scsi_debug", controllers = "io", programs = "fio")
public interface Block027DeleteInCgroup {
    /** Disks, each with a queue depth and a scheduler of its own. */
    int DISKS = 21;

    @BlockTest @Quick @CanBeZoned @Tag("long")
    default void block027_disksGoUnderTheLoadOfAControlGroup() throws IOException, DriverException, InterruptedException {
        var many = new ScsiDebug().virtualSize(ByteSize.gib(128)).units(DISKS).delay(Duration.ofNanos(10_000)).with("max_queue",
                110)
                .with("submit_queues", Runtime.getRuntime().availableProcessors());
        try (var scsi = Zoned.isWanted() ? many.with("zbc", 1).load() : many.load();
                var outer = Cgroup.create("blktests", "io");
                var inner = outer.child("block027", "io")) {
            List<Device> disks = new ArrayList<>();
            for (ScsiDevice device : scsi.all()) {
                Device disk = device.disk();
                disks.add(disk);
                var schedulers = disk.queue().schedulers();
                disk.queue().scheduler(schedulers.get(disks.size() % schedulers.size()));
                device.set("queue_depth", Integer.toString(disks.size()));
            }
            Duration half = ofSeconds(2);
            var reads = Fio.randread("4k").named("reads").ioengine("libaio").iodepth(128).size(ByteSize.gib(128)).option("loops",
                    "10000").atMost(half.multipliedBy(2)).toleratingErrors();
            try (var running = reads.startOnEach(disks)) {
                inner.add(running.process());
                assertThat(running.hasEnded(TimeScale.scale(half))).as("fio ended before the disks were deleted").isFalse();
                for (ScsiDevice device : scsi.all()) { device.delete(); }
                assertThat(running.hasEnded(TimeScale.deadline(ofSeconds(60)))).as("fio ends without its disks").isTrue();
            }
        }
    }
}
