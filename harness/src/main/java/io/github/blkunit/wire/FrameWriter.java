package io.github.blkunit.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Writes frames. Not thread-safe: the owner orders the writers. */
final class FrameWriter {
    private final OutputStream out;
    private long sequence;

    FrameWriter(OutputStream out) { this.out = out; }

    /**
     * Writes and flushes one frame, in a single write, so that a pipe sees whole frames.
     *
     * @throws IllegalArgumentException if the body exceeds {@link FrameLayout#MAX_BODY}; nothing was written
     */
    void write(byte[] body) throws IOException {
        if (body.length > FrameLayout.MAX_BODY) {
            throw new IllegalArgumentException("message too large: bytes=" + body.length + ", limit=" + FrameLayout.MAX_BODY);
        }
        ByteBuffer frame = ByteBuffer.allocate(FrameLayout.BODY_OFFSET + body.length);
        frame.putInt(FrameLayout.MAGIC_OFFSET, FrameLayout.MAGIC);
        frame.putInt(FrameLayout.LENGTH_OFFSET, body.length);
        frame.putLong(FrameLayout.SEQUENCE_OFFSET, sequence);
        frame.put(FrameLayout.BODY_OFFSET, body);
        frame.putInt(FrameLayout.CRC_OFFSET, checksum(frame.array(), body));
        sequence++;
        out.write(frame.array());
        out.flush();
    }

    /** CRC of the header's length and sequence, then of the body. */
    static int checksum(byte[] header, byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(header, FrameLayout.LENGTH_OFFSET, FrameLayout.CRC_OFFSET - FrameLayout.LENGTH_OFFSET);
        crc.update(body, 0, body.length);
        return (int) crc.getValue();
    }
}
