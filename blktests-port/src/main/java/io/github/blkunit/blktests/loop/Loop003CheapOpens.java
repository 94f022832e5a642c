package io.github.blkunit.blktests.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.blktests.LoopTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.subject.Loops;
import io.github.blkunit.blktests.support.Stopwatch;
import io.github.blkunit.blktests.support.Udev;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.TestReporter;

/**
 * loop/003: opening and closing a loop device that has no file costs next to nothing, since there is nothing to flush.
 *
 * <p>Guards 6460495709ae "Fix loop device flush before configure v3", which ended some 10 ms per close. On a device of its own;
 * about 1 s. Upstream gives 5000 pairs one second; here a machine that needs long for the same pairs on {@code /dev/null} may
 * take {@value #AS_SLOW} times that.
 */
@Upstream(id = "loop/003", revision = "a608cb5", guards = "6460495709ae")
@Needs(modules = "loop")
public interface Loop003CheapOpens {
    int PAIRS = 5000;
    int AS_SLOW = 20;

    @LoopTest @Quick
    default void loop003_openingADeviceWithoutAFileIsCheap(Loops loops, TestReporter reporter)
            throws IOException, DriverException, InterruptedException {
        Duration nothing = Opens.of(Device.at(Path.of("/dev/null")), Duration.ofMinutes(1)).taken();
        Duration limit = Stopwatch.longer(Duration.ofSeconds(1), nothing.multipliedBy(AS_SLOW));
        try (var _ = Udev.pause()) {
            Device unbound = loops.free();
            var opens = Opens.of(unbound, limit);
            reporter.publishEntry("open and close", opens.taken().dividedBy(opens.pairs()).toNanos() + " ns");
            assertThat(opens.taken()).as("%d times opening and closing %s (done: %d); the same of /dev/null: %s", PAIRS, unbound,
                    opens.pairs(), nothing).isLessThan(limit);
        }
    }

    /** How many times a device was opened and closed, and how long that took. */
    record Opens(int pairs, Duration taken) {
        /** {@link #PAIRS} times, fewer if it takes longer than the limit. */
        static Opens of(Device device, Duration limit) throws IOException {
            int pairs = 0;
            Duration taken = Duration.ZERO;
            for (long start = System.nanoTime(); pairs < PAIRS && taken.compareTo(limit) <= 0; pairs++) {
                device.openBuffered(Access.READ_WRITE).close();
                taken = Duration.ofNanos(System.nanoTime() - start);
            }
            return new Opens(pairs, taken);
        }
    }
}
