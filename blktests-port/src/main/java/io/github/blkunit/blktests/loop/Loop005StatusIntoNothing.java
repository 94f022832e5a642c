package io.github.blkunit.blktests.loop;

import static io.github.blkunit.blktests.support.Refusal.assertRefused;

import io.github.blkunit.ByteSize;
import io.github.blkunit.blktests.LoopTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.subject.LoopDisk.StatusForm;
import io.github.blkunit.blktests.subject.Loops;
import io.github.blkunit.blktests.support.Images;
import io.github.blkunit.ublk.sys.Errno;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * loop/005: LOOP_GET_STATUS and LOOP_GET_STATUS64 with a null pointer are refused with EINVAL, and the device can be used, that
 * is locked, afterwards.
 *
 * <p>Guards bdac616db9bb "loop: fix LOOP_GET_STATUS lock imbalance". On a device of its own; well under a second.
 */
@Upstream(id = "loop/005", revision = "a608cb5", guards = "bdac616db9bb")
@Needs(modules = "loop")
public interface Loop005StatusIntoNothing {

    @LoopTest @Quick
    default void loop005_aNullPointerIsRefusedInBothForms(Loops loops, @TempDir Path folder) throws IOException {
        try (var loop = loops.attach(Images.sparse(folder.resolve("image"), ByteSize.mib(1)))) {
            for (StatusForm form : StatusForm.values()) {
                assertRefused(Errno.EINVAL, "status " + form + " into nothing", () -> loop.statusIntoNothing(form));
            }
        }
    }
}
