package io.github.blkunit.blktests.support;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.fio.Fio;
import java.io.IOException;

/** Workloads that several of upstream's tests share. */
public final class FioProfiles {
    private FioProfiles() {}

    /** Random direct reads, one reader per CPU, 1 GiB each, or 32 MiB each from a disk that rotates. */
    public static Fio randomReads(Device device) throws IOException {
        return Fio.randread(BlockSizes.smallest(device)).named("reads").ioengine("psync").norandommap().numjobs(Runtime
                .getRuntime().availableProcessors()).size(sizeFor(device));
    }

    /** Upstream's choice of how much to read. */
    public static ByteSize sizeFor(Device device) throws IOException {
        return device.queue().number("rotational") == 0 ? ByteSize.gib(1) : ByteSize.mib(32);
    }
}
