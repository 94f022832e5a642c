package io.github.blkunit.guest;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** The two directions of the agent's channel, the first one buffered; open until the JVM ends. */
record AgentChannel(InputStream in, OutputStream out) {
    private static final int BUFFER = 64 << 10;

    static AgentChannel open(AgentOptions options) throws IOException {
        Path port = options.channel();
        if (port == null) return stdio();
        // The driver lets a port be opened once, so both streams share one descriptor.
        FileDescriptor descriptor = new RandomAccessFile(port.toFile(), "rw").getFD();
        return new AgentChannel(buffered(new FileInputStream(descriptor)), new FileOutputStream(descriptor));
    }

    /** Keeps stdout for the protocol: whatever else prints, prints to stderr. */
    private static AgentChannel stdio() {
        System.setOut(System.err);
        return new AgentChannel(buffered(new FileInputStream(FileDescriptor.in)), new FileOutputStream(FileDescriptor.out));
    }

    private static InputStream buffered(FileInputStream port) {
        return new BufferedInputStream(new PortInput(port), BUFFER);
    }

    /** A virtio-serial port. It cannot seek, which {@link FileInputStream#available} would try. */
    private static final class PortInput extends InputStream {
        private final FileInputStream port;

        PortInput(FileInputStream port) {
            this.port = port;
        }

        @Override
        public int read() throws IOException {
            return port.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return port.read(target, offset, length);
        }
    }
}
