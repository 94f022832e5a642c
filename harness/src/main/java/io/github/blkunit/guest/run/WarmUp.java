package io.github.blkunit.guest.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel;
import io.github.blkunit.IoBuffer;
import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.MachineState;
import io.github.blkunit.driver.UblkJava;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Run once in a machine before it is saved: what tests use is then loaded and, some of it, compiled in all its clones. */
final class WarmUp {

    /** Read-only, and in every machine. */
    private static final Path ROOT_DISK = Path.of("/dev/vda");
    private static final int DEPTH = 128;
    private static final int BLOCK = 512;

    @AfterAll
    static void leavesAServerStandingBy() throws DriverException, InterruptedException {
        UblkJava.standBy();
    }

    @Test
    void readsFromADisk() throws IOException {
        Device device = Device.at(ROOT_DISK);
        try (DeviceChannel channel = device.open(DeviceChannel.Access.READ_ONLY)) {
            channel.readFully(0, IoBuffer.ofSize(ByteSize.kib(4)));
        }
        assertThat(device.hardwareQueues()).isPositive();
        System.out.println("read " + device);
    }

    /** As around a class: what is there is noted, the device goes up and down, what is left is looked for. */
    @RepeatedTest(2)
    void bringsADeviceUpAndDown() throws DriverException, InterruptedException {
        MachineState before = MachineState.now();
        UblkJava.standBy();
        new UblkJava().up(new DeviceConfiguration(1, DEPTH, ByteSize.mib(64), BLOCK)).close();
        before.requireNothingMore();
    }

    @ParameterizedTest @ValueSource(ints = {1, 2})
    void failsAndSaysWhy(int number) {
        assertThatThrownBy(() -> assertThat(number).as("a number").isEqualTo(0)).isInstanceOf(AssertionError.class);
    }
}
