package org.example.nulldriver;

import static io.github.blkunit.fio.Percentile.P99;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.fio.Fio;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** blkunit's own ublk null driver with four hardware queues, inside a VM. */
@BlockDevice(queues = 4)
class NullDriverTest {

    @Test
    void hasFourHardwareQueues(Device device) throws IOException {
        assertThat(device.hardwareQueues()).isEqualTo(4);
    }

    @Test
    void hasTheSizeAskedFor(Device device) throws IOException {
        assertThat(device.size()).isEqualTo(ByteSize.gib(1));
    }

    @Test
    void runsOnTheKernelOfTheMachine() throws IOException {
        assertThat(Files.readString(Path.of("/proc/version"))).startsWith("Linux version 7.").contains("Debian");
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 4096, 65536})
    void servesZeroes(int bytes, Device device) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(bytes);
        try (FileChannel disk = FileChannel.open(device.path())) {
            assertThat(disk.read(data, 0)).isEqualTo(bytes);
        }
        assertThat(data.array()).containsOnly(0);
    }

    @Test
    void keepsUpWithRandomReads(Device device) {
        var job = Fio.randread("4k").iodepth(64).numjobs(2).runtime(ofSeconds(3)).on(device);
        // Loose bounds: they must hold on the slowest laptop without KVM.
        job.assertThat().hasNoErrors().iops().isGreaterThan(500).clat(P99).isLessThan(ofSeconds(1));
    }
}
