package io.github.blkunit.blktests.block;

import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.Cgroup;
import io.github.blkunit.blktests.support.ScsiDebug;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;

/**
 * block/037: a disk can be taken from its driver and given back while there are control groups with an I/O controller.
 *
 * <p>Guards 8b8ace080319 "block: fix q->blkg_list corruption during disk rebind". On a SCSI disk of its own; about 2 s.
 */
@Upstream(id = "block/037", revision = "a608cb5", guards = "8b8ace080319")
@Needs(modules = "sd_mod", loadable = "scsi_debug", controllers = "io")
public interface Block037RebindWithCgroups {

    @BlockTest @Quick
    default void block037_aDiskComesBackAmongControlGroups() throws IOException, DriverException, InterruptedException {
        try (var scsi = new ScsiDebug().load();
                var outer = Cgroup.create("blktests", "io");
                var _ = outer.child("block037", "io")) {
            scsi.first().rebind();
        }
    }
}
