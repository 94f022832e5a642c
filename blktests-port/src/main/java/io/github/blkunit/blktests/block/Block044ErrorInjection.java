package io.github.blkunit.blktests.block;

import static io.github.blkunit.blktests.support.Refusal.assertRefused;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.IoBuffer;
import io.github.blkunit.SysfsFile;
import io.github.blkunit.blktests.BlockTest;
import io.github.blkunit.blktests.Needs;
import io.github.blkunit.blktests.Quick;
import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.blktests.support.BlkTrace;
import io.github.blkunit.blktests.support.ScsiDebug;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.ublk.sys.Errno;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * block/044: a disk's error_injection takes rules, fails exactly the requests that a rule names with the status that it names,
 * and refuses rules that make no sense.
 *
 * <p>Upstream names no fix that it guards; loading the driver once without rules is there for a bug of the first version. On a
 * SCSI disk of its own; needs a kernel with {@code CONFIG_BLK_ERROR_INJECTION}, new in 2026. About 3 s.
 */
@Upstream(id = "block/044", revision = "a608cb5")
@Needs(modules = "sd_mod", loadable = "scsi_debug", options = "BLK_ERROR_INJECTION")
public interface Block044ErrorInjection {

    @BlockTest @Quick
    default void block044_rulesFailWhatTheyName() throws IOException, DriverException, InterruptedException {
        var large = new ScsiDebug().size(ByteSize.mib(500));
        large.load().close();
        try (var scsi = large.load()) {
            Path rules = BlkTrace.FOLDERS.resolve(scsi.disk().name()).resolve("error_injection");
            SysfsFile.write(rules, "add,op=WRITE,status=RESOURCE,start=0,nr_sectors=8");
            SysfsFile.write(rules, "add,op=READ,status=IOERR,start=16,nr_sectors=8");
            assertRulesHold(scsi.disk());
            for (String invalid : List.of("op=READ,status=IOERR", "add,op=READ,status=EIO,start=32")) {
                assertRefused(Errno.EINVAL, "the rule " + invalid, () -> SysfsFile.write(rules, invalid));
            }
        }
    }

    private static void assertRulesHold(Device device) throws IOException {
        IoBuffer one = IoBuffer.ofSize(ByteSize.kib(4));
        IoBuffer two = IoBuffer.ofSize(ByteSize.kib(8));
        try (var disk = device.open(Access.READ_WRITE)) {
            assertRefused(Errno.ENOMEM, "a write that a rule names", () -> disk.writeFully(0, one));
            disk.readFully(0, one);
            disk.writeFully(4096, one);
            assertRefused(Errno.EIO, "a read that a rule names", () -> disk.readFully(8192, two));
        }
    }
}
