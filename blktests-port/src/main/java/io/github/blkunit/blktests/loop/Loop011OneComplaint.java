package io.github.blkunit.blktests.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.IoBuffer;
import io.github.blkunit.blktests.LoopTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.subject.Loops;
import io.github.blkunit.blktests.support.KernelMessages;
import io.github.blkunit.blktests.support.Mount;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * loop/011: on a file whose file system cannot zero ranges (tmpfs) the loop driver tries that once, learns, and from then on
 * lets zeroes be written: the kernel's log has one complaint and not one per request.
 *
 * <p>Guards 5f75e081ab5c "loop: Disable fallocate() zero and discard if not supported". On a device of its own; about 1 s. BLKZEROOUT
 * directly where upstream lets mkfs.ext2 do it, and the content is checked, too.
 */
@Upstream(id = "loop/011", revision = "a608cb5", guards = "5f75e081ab5c")
@Needs(modules = "loop", kernel = "6.9.11")
public interface Loop011OneComplaint {
    ByteSize RANGE = ByteSize.mib(1);
    int RANGES = 20;

    @LoopTest
    default void loop011_anUnsupportedZeroingIsTriedOnce(Loops loops, @TempDir Path folder)
            throws IOException, DriverException, InterruptedException {
        try (var tmpfs = Mount.tmpfs(Files.createDirectory(folder.resolve("tmpfs")))) {
            Path image = Files.write(tmpfs.folder().resolve("image"), IoBuffer.filled(ByteSize.mib(RANGES), 0xCD).memory()
                    .toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
            try (var loop = loops.attach(image); var disk = loop.device().open(Access.READ_WRITE)) {
                var messages = KernelMessages.fromNowOn();
                for (int i = 0; i < RANGES; i++) { disk.ioctls().zeroOut(i * RANGE.bytes(), RANGE); }

                assertThat(messages.with("operation not supported error", "dev " + loop.device().name() + ",", "WRITE_ZEROES"))
                        .as("the kernel's complaints about %d times BLKZEROOUT", RANGES).hasSize(1);
                IoBuffer content = IoBuffer.ofSize(ByteSize.mib(RANGES));
                disk.readFully(0, content);
                assertThat(content.firstOtherThan(0)).as("first byte that is not zero").isEqualTo(-1);
            }
        }
    }
}
