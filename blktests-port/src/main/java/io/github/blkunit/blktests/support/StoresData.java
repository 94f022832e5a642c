package io.github.blkunit.blktests.support;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.IoBuffer;
import java.io.IOException;

/** Whether a device gives back what was written, found out by trying on its first page. */
public final class StoresData {
    private static final int ODD = 0x5A;

    private StoresData() {}

    /** Overwrites the first page. */
    public static boolean test(Device device) throws IOException {
        IoBuffer page = IoBuffer.filled(ByteSize.kib(4), ODD);
        try (var disk = device.open(Access.READ_WRITE)) {
            disk.writeFully(0, page);
            disk.readFully(0, page.fill(0));
        }
        return page.firstOtherThan(ODD) == -1;
    }
}
