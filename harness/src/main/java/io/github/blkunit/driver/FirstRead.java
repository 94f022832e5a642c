package io.github.blkunit.driver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The proof that a device is up: its node is there and a read from it is answered. */
final class FirstRead {
    private static final int BYTES = 4096;

    private FirstRead() {}

    /**
     * Waits for the node, then reads its first page.
     *
     * @throws DriverException if the node does not come, the read fails or is not answered by the deadline
     */
    static void of(Path node, Duration deadline) throws DriverException, InterruptedException {
        if (!Await.until(deadline, () -> Files.exists(node))) {
            throw new DriverException("the device node did not appear: node=" + node + ", waited=" + deadline);
        }
        // A thread of its own: a read that the driver never answers cannot be interrupted, only left behind.
        FutureTask<Boolean> read = new FutureTask<>(() -> { read(node); return true; });
        Thread.ofPlatform().daemon().name("first-read-" + node.getFileName()).start(read);
        try {
            read.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new DriverException("the device does not answer a read: node=" + node + ", offset=0, bytes=" + BYTES
                    + ", waited="
                    + deadline, e);
        } catch (ExecutionException e) {
            throw new DriverException("the first read failed: node=" + node + ": " + e.getCause(), e.getCause());
        }
    }

    private static void read(Path node) throws IOException {
        try (FileChannel channel = FileChannel.open(node, StandardOpenOption.READ)) {
            int got = channel.read(ByteBuffer.allocateDirect(BYTES), 0);
            if (got != BYTES) { throw new IOException("short read: wanted=" + BYTES + ", got=" + got); }
        }
    }
}
