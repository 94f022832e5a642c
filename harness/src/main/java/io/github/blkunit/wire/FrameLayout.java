package io.github.blkunit.wire;

/**
 * One frame, numbers in network byte order.
 *
 * <pre>
 *  0        4        8                16       20
 *  | magic  | length | sequence       | CRC-32 | body (length bytes)
 * </pre>
 *
 * The sequence starts at 0 in each direction and grows by one. The CRC covers length, sequence and body.
 */
final class FrameLayout {
    static final int MAGIC_OFFSET = 0;
    static final int LENGTH_OFFSET = MAGIC_OFFSET + Integer.BYTES;
    static final int SEQUENCE_OFFSET = LENGTH_OFFSET + Integer.BYTES;
    static final int CRC_OFFSET = SEQUENCE_OFFSET + Long.BYTES;
    static final int BODY_OFFSET = CRC_OFFSET + Integer.BYTES;

    /** "BLKF". */
    static final int MAGIC = 0x424c4b46;
    /** No message is larger; what may be (files, class path) travels in chunks. */
    static final int MAX_BODY = 4 << 20;

    private FrameLayout() {}
}
