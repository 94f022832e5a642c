package io.github.blkunit.blktests.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import io.github.blkunit.blktests.LoopTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Timed;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.subject.LoopFlag;
import io.github.blkunit.blktests.subject.Loops;
import io.github.blkunit.blktests.support.Images;
import io.github.blkunit.blktests.support.Race;
import io.github.blkunit.blktests.support.Timeout;
import io.github.blkunit.blktests.support.Udev;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * loop/006: changing the file behind a loop device while another loop device is put on top of it and taken away, again and again,
 * neither hangs nor upsets the kernel.
 *
 * <p>Guards "block/loop: Use global lock for ioctl() operation." On devices of its own; 30 s ({@link Timeout}). Unlike upstream
 * it fails if one of the two never succeeded, since then there was no race.
 */
@Upstream(id = "loop/006", revision = "a608cb5")
@Needs(modules = "loop")
public interface Loop006ChangeFileUnderAStack {

    @LoopTest @Timed
    default void loop006_theFileCanChangeWhileDevicesAreStacked(Loops loops, @TempDir Path folder, TestReporter reporter)
            throws IOException, DriverException, InterruptedException {
        Path[] files = {Images.sparse(folder.resolve("first"), ByteSize.mib(1)),
                Images.sparse(folder.resolve("second"), ByteSize.mib(1))};
        try (var below = loops.attach(files[0], LoopFlag.READ_ONLY)) {
            int[] next = {1};
            var race = new Race();
            var changes = race.thread("change-file", () -> { below.changeFile(files[next[0]]); next[0] ^= 1; });
            var stacks = race.thread("stack", () -> loops.attach(below.device().path(), LoopFlag.READ_ONLY).close());

            race.run(Timeout.orElse(Duration.ofSeconds(30)));

            reporter.publishEntry("loop/006", "changes=" + changes + ", stacks=" + stacks);
            assertThat(changes.get()).as("changes of the file below; stopped: %s", race.stopped()).isPositive();
            assertThat(stacks.get()).as("devices stacked on top; stopped: %s", race.stopped()).isPositive();
        }
        Udev.settle();
    }
}
