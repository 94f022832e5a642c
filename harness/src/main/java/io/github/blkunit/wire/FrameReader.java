package io.github.blkunit.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads frames and refuses everything else. For one thread. */
final class FrameReader {
    private final InputStream in;
    private long sequence;

    FrameReader(InputStream in) { this.in = in; }

    /**
     * The body of the next frame, or null if the stream ended between two frames.
     *
     * @throws WireException if the stream ends within a frame, or holds anything but the next frame
     */
    byte @Nullable [] read() throws IOException {
        byte[] header = new byte[FrameLayout.BODY_OFFSET];
        int got = in.readNBytes(header, 0, header.length);
        if (got == 0) return null;
        if (got < header.length) throw torn("header", got, header.length);
        ByteBuffer fields = ByteBuffer.wrap(header);
        int magic = fields.getInt(FrameLayout.MAGIC_OFFSET);
        if (magic != FrameLayout.MAGIC) {
            throw new WireException("not a frame: magic=0x" + Integer.toHexString(magic) + ", expected=0x"
                    + Integer.toHexString(FrameLayout.MAGIC) + ", after frame=" + sequence
                    + " (something else writes to the agent's channel)");
        }
        int length = fields.getInt(FrameLayout.LENGTH_OFFSET);
        if (length < 0 || length > FrameLayout.MAX_BODY) {
            throw new WireException("frame length out of range: length=" + Integer.toUnsignedString(length) + ", limit="
                    + FrameLayout.MAX_BODY + ", frame=" + sequence);
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) throw torn("body", body.length, length);
        if (fields.getInt(FrameLayout.CRC_OFFSET) != FrameWriter.checksum(header, body)) {
            throw new WireException("frame damaged: CRC does not match, length=" + length + ", frame=" + sequence);
        }
        long numbered = fields.getLong(FrameLayout.SEQUENCE_OFFSET);
        if (numbered != sequence) {
            throw new WireException("frame out of order: sequence=" + numbered + ", expected=" + sequence);
        }
        sequence++;
        return body;
    }

    private WireException torn(String part, int got, int wanted) {
        return new WireException("the channel ended within a frame: part=" + part + ", bytes=" + got + " of " + wanted
                + ", frame="
                + sequence);
    }
}
