package io.github.blkunit.wire;

import java.util.Arrays;

/** Bytes as a value. The array is not copied: whoever hands it over does not change it any more. */
public final class Bytes {
    private final byte[] array;

    private Bytes(byte[] array) { this.array = array; }

    /** Takes the array over. */
    public static Bytes of(byte[] array) {
        return new Bytes(array);
    }

    /** A copy of a part. */
    public static Bytes copyOf(byte[] array, int offset, int length) {
        return new Bytes(Arrays.copyOfRange(array, offset, offset + length));
    }

    /** The bytes, not to be changed. */
    public byte[] array() {
        return array;
    }

    /** How many. */
    public int length() {
        return array.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(array, that.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    /** The length only: contents may be secret or large. */
    @Override
    public String toString() {
        return array.length + " bytes";
    }
}
