package io.github.blkunit.blktests.subject;

import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.KernelModule;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;

/** The running kernel's loop driver; loaded if need be. */
public final class KernelLoops implements Loops {
    private static final Device CONTROL = Device.at(Path.of("/dev/loop-control"));

    /** @throws DriverException if the kernel has none */
    public KernelLoops() throws DriverException, InterruptedException {
        new KernelModule("loop").load();
    }

    @Override
    public Device free() throws IOException {
        try (DeviceChannel control = CONTROL.openBuffered(Access.READ_WRITE)) {
            int number = control.ioctl("LOOP_CTL_GET_FREE", LoopUapi.LOOP_CTL_GET_FREE, 0);
            return Device.at(Path.of("/dev/loop" + number));
        }
    }

    @Override
    public LoopDisk attach(Device node, Path file, LoopFlag... flags) throws IOException {
        int bits = Arrays.stream(flags).mapToInt(LoopFlag::bit).reduce(0, (a, b) -> a | b);
        Access access = Arrays.asList(flags).contains(LoopFlag.READ_ONLY) ? Access.READ_ONLY : Access.READ_WRITE;
        try (DeviceChannel backing = Device.at(file).openBuffered(access);
                DeviceChannel loop = node.openBuffered(access);
                Arena arena = Arena.ofConfined()) {
            loop.ioctl("LOOP_CONFIGURE", LoopUapi.LOOP_CONFIGURE, LoopUapi.config(arena, backing.descriptor(), bits, file
                    .toString()));
        }
        return new KernelLoopDisk(node);
    }
}
