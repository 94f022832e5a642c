package io.github.blkunit.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns values into bytes: numbers in LEB128 groups of seven bits, text as UTF-8 with its length. The opposite of {@link Decoder}. */
final class Encoder {
    private byte[] bytes = new byte[256];
    private int size;

    Encoder number(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            put((byte) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        put((byte) rest);
        return this;
    }

    Encoder flag(boolean value) {
        put((byte) (value ? 1 : 0));
        return this;
    }

    Encoder bytes(Bytes value) {
        number(value.length());
        append(value.array());
        return this;
    }

    Encoder text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        append(utf8);
        return this;
    }

    Encoder optional(@Nullable String value) {
        flag(value != null);
        return value == null ? this : text(value);
    }

    Encoder texts(List<String> values) {
        number(values.size());
        for (String value : values) text(value);
        return this;
    }

    Encoder map(Map<String, String> values) {
        number(values.size());
        for (Map.Entry<String, String> entry : values.entrySet()) text(entry.getKey()).text(entry.getValue());
        return this;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void put(byte value) {
        reserve(1);
        bytes[size++] = value;
    }

    private void append(byte[] values) {
        reserve(values.length);
        System.arraycopy(values, 0, bytes, size, values.length);
        size += values.length;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
}
