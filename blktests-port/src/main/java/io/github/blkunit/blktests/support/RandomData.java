package io.github.blkunit.blktests.support;

import io.github.blkunit.ByteSize;
import io.github.blkunit.IoBuffer;
import java.util.Random;

/** Data without a pattern, the same for the same seed. */
public final class RandomData {
    private RandomData() {}

    /** That many bytes. */
    public static IoBuffer ofSize(ByteSize size, long seed) {
        byte[] bytes = new byte[Math.toIntExact(size.bytes())];
        new Random(seed).nextBytes(bytes);
        IoBuffer buffer = IoBuffer.ofSize(size);
        buffer.bytes().put(bytes);
        return buffer;
    }
}
