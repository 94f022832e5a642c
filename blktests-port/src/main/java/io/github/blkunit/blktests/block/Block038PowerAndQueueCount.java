package io.github.blkunit.blktests.block;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.Timeout;
import io.github.blkunit.blktests.support.Workers;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.NullBlk;
import io.github.blkunit.driver.NullDisk;
import java.io.IOException;

/**
 * block/038: a null_blk disk can be switched on and off while its number of queues is changed; every change is accepted.
 *
 * <p>Guards a2db328b0839 "null_blk: fix null-ptr-dereference while configuring 'power' and 'submit_queues'". On a disk of its
 * own; two workers with 200 rounds each, or 5 s unless {@link Timeout} says otherwise. Upstream does not say that it needs four
 * CPUs.
 */
@Upstream(id = "block/038", revision = "a608cb5", guards = "a2db328b0839")
@Needs(modules = "null_blk", cpus = 4)
public interface Block038PowerAndQueueCount {
    /** Rounds of either worker. */
    int ROUNDS = 200;

    @BlockTest @Quick
    default void block038_powerAndQueueCountChangeAtTheSameTime() throws IOException, DriverException, InterruptedException {
        assumeTrue(NullBlk.features().contains("submit_queues"), "null_blk does not support a change of submit_queues");
        try (var disk = new NullDisk().configure(); var workers = new Workers()) {
            workers.repeat("switches the disk on and off", ROUNDS, () -> {
                disk.power(true);
                disk.power(false);
            });
            workers.repeat("changes submit_queues", ROUNDS, () -> {
                disk.set("submit_queues", "1");
                disk.set("submit_queues", "4");
            });
            assertThat(workers.runFor(Timeout.orElse(ofSeconds(5)))).as("rounds of the slower worker").isPositive();
        }
    }
}
