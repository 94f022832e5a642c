package org.example.ramdisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.Device;
import io.github.blkunit.counts.Counting;
import io.github.blkunit.fio.Fio;
import org.junit.jupiter.api.Test;

/** The gate of every pull request: what a request costs must not change unnoticed. The agreed figures are in src/test/resources/counts.json. */
@BlockDevice(driver = RamDriver.class, size = "64M", depth = 16)
class RamDiskCostsTest {

    @Test
    void randomReadsCostWhatTheyDid(Device device) {
        assertThat(Counting.of(Fio.randread("4k").requests(1000), device)).matchesReference("randread-4k");
    }
}
