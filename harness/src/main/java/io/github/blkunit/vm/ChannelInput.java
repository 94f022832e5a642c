package io.github.blkunit.vm;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.function.BooleanSupplier;

/** Bytes from a machine, which end when the machine does, however that shows on the socket below. */
public final class ChannelInput extends FilterInputStream {
    private final BooleanSupplier machineEnded;

    /** Wraps a stream whose failures are its end once the machine has ended. */
    public ChannelInput(InputStream in, BooleanSupplier machineEnded) {
        super(in);
        this.machineEnded = machineEnded;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return super.read(bytes, offset, length);
        } catch (ClosedChannelException e) {
            return -1; // closed by the end of the machine, or by an interrupt that ends it
        } catch (SocketException e) {
            if (machineEnded.getAsBoolean()) {
                return -1;
            }
            throw e;
        }
    }
}
