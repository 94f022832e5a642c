package io.github.blkunit.guest;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads a character device. FileInputStream seeks to find out what is available, which a port refuses; this one never asks. */
final class PortInput extends InputStream {
    private final FileInputStream port;

    PortInput(FileInputStream port) { this.port = port; }

    @Override
    public int read() throws IOException {
        return port.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return port.read(into, offset, length);
    }
}
