package io.github.blkunit.driver;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The kernel's {@code loop} driver in front of a sparse file in the temporary directory, which in the guest is memory. Keeps what is written. It
 * has the queues and the depth that the kernel gives loop devices, whatever is asked for. For other loop devices see {@link LoopDevice#over}.
 */
public final class Loop implements Driver {

    @Override
    public String name() { return "loop"; }

    @Override
    public RunningDriver up(DeviceConfiguration configuration) throws DriverException, InterruptedException {
        Path file;
        try {
            file = Files.createTempFile("blkunit-loop-", ".img");
        } catch (IOException e) {
            throw new DriverException("cannot make the file behind the loop device: " + e, e);
        }
        boolean up = false;
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength(configuration.size().bytes());
            LoopDevice device = FirstRead.orClose(LoopDevice.over(file).logicalBlockSize(configuration.logicalBlockSize())
                    .attach());
            up = true;
            return Stack.of(device.node(), List.of(device::close, () -> delete(file)));
        } catch (IOException e) {
            throw new DriverException("cannot make the file behind the loop device: file=" + file + ", size=" + configuration
                    .size() + ": " + e, e);
        } finally {
            if (!up) { delete(file); }
        }
    }

    private static void delete(Path file) throws DriverException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new DriverException("cannot delete the file behind the loop device: " + e, e);
        }
    }
}
