package io.github.blkunit.guest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel;
import io.github.blkunit.IoBuffer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Run some times in a machine before it is saved, as any test class: what tests use is then loaded and, some of it, compiled in all its clones. */
@BlockDevice
final class WarmUp {
    @Test
    void readsFromTheDevice(Device device) throws IOException {
        try (DeviceChannel channel = device.open(DeviceChannel.Access.READ_ONLY)) {
            channel.readFully(0, IoBuffer.ofSize(ByteSize.kib(4)));
        }
        assertThat(device.hardwareQueues()).isPositive();
        System.out.println("read " + device);
    }

    @ParameterizedTest @ValueSource(ints = {1, 2})
    void failsAndSaysWhy(int number) {
        assertThatThrownBy(() -> assertThat(number).as("a number").isEqualTo(0)).isInstanceOf(AssertionError.class);
    }
}
