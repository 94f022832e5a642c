package io.github.blkunit.vm;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Secrets by which host and guest know each other. */
public final class Secret {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secret() {}

    /** One that nobody has had before; always of the same length. */
    public static String fresh() {
        return HexFormat.of().formatHex(bytes());
    }

    /** Random bytes. */
    public static byte[] bytes() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return random;
    }
}
