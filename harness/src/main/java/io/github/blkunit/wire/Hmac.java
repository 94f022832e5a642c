package io.github.blkunit.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** HMAC-SHA-256 (RFC 2104) on {@link MessageDigest}: {@code javax.crypto} takes most of a second to load on an emulated machine. */
final class Hmac {
    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private Hmac() {}

    static byte[] of(String key, byte[]... parts) {
        return of(key.getBytes(StandardCharsets.UTF_8), parts);
    }

    static byte[] of(byte[] key, byte[]... parts) {
        MessageDigest digest = sha256();
        byte[] padded = Arrays.copyOf(key.length > BLOCK ? digest.digest(key) : key, BLOCK);
        digest.update(xor(padded, INNER));
        for (byte[] part : parts) digest.update(part);
        byte[] inner = digest.digest();
        digest.update(xor(padded, OUTER));
        return digest.digest(inner);
    }

    private static byte[] xor(byte[] key, byte pad) {
        byte[] result = new byte[key.length];
        for (int i = 0; i < key.length; i++) result[i] = (byte) (key[i] ^ pad);
        return result;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java run time has SHA-256", e);
        }
    }
}
