package io.github.blkunit.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** One direction of an in-memory channel. Unlike the JDK's piped streams it does not care which threads live. */
public final class Pipe {
    private static final byte[] END = new byte[0];
    private final BlockingQueue<byte[]> chunks = new LinkedBlockingQueue<>();

    /** The reading end; ends once the writing end is closed. */
    public final InputStream in = new InputStream() {
        private byte[] current = new byte[0];
        private int position;
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) return 0;
            while (!ended && position == current.length) {
                current = take();
                position = 0;
                ended = current == END;
            }
            if (ended) return -1;
            int count = Math.min(length, current.length - position);
            System.arraycopy(current, position, into, offset, count);
            position += count;
            return count;
        }

        @Override
        public int available() {
            return current.length - position;
        }

        @Override
        public void close() {
            chunks.add(END);
        }

        private byte[] take() throws IOException {
            try {
                return chunks.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    };

    /** The writing end. */
    public final OutputStream out = new OutputStream() {
        private volatile boolean closed;

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            if (closed) throw new IOException("closed");
            if (length > 0) chunks.add(Arrays.copyOfRange(from, offset, offset + length));
        }

        @Override
        public void close() {
            closed = true;
            chunks.add(END);
        }
    };
}
