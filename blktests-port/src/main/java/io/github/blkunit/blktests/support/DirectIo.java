package io.github.blkunit.blktests.support;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.IoBuffer;
import java.io.IOException;

/**
 * Single direct reads and writes that may stay under way while a test looks around. Each has a thread of its own, and counts
 * as submitted once the kernel shows that thread asleep in it. Used by one thread.
 */
public final class DirectIo implements AutoCloseable {
    private final DeviceChannel channel;

    private DirectIo(DeviceChannel channel) { this.channel = channel; }

    /** Opens the device. */
    public static DirectIo on(Device device) throws IOException {
        return new DirectIo(device.open(Access.READ_WRITE));
    }

    /** Returns when the read is with the kernel, or done. */
    public Pending<IoBuffer> submitRead(long offset, ByteSize size) throws IOException, InterruptedException {
        IoBuffer buffer = IoBuffer.ofSize(size);
        return Pending.submit("read", () -> { channel.readFully(offset, buffer); return buffer; });
    }

    /** Returns when the write, of zeroes, is with the kernel, or done. */
    public Pending<IoBuffer> submitWrite(long offset, ByteSize size) throws IOException, InterruptedException {
        IoBuffer buffer = IoBuffer.ofSize(size);
        return Pending.submit("write", () -> { channel.writeFully(offset, buffer); return buffer; });
    }

    /** Closes the device. What is still under way must have been waited for. */
    @Override
    public void close() throws IOException { channel.close(); }
}
