package io.github.blkunit.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link Encoder} wrote, and believes no length: all are checked against what is left before anything is allocated. */
final class Decoder {
    private final byte[] bytes;
    private int position;

    Decoder(byte[] bytes) { this.bytes = bytes; }

    long number() throws WireException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte group = next();
            value |= (long) (group & 0x7f) << shift;
            if (group >= 0) return value;
        }
        throw new WireException("number too long: position=" + position);
    }

    int integer() throws WireException {
        long value = number();
        if (value != (int) value) throw new WireException("number out of range: value=" + value + ", position=" + position);
        return (int) value;
    }

    boolean flag() throws WireException {
        byte value = next();
        if (value != 0 && value != 1) throw new WireException("not a flag: value=" + value + ", position=" + position);
        return value == 1;
    }

    Bytes bytes() throws WireException {
        int length = count();
        Bytes part = Bytes.copyOf(bytes, position, length);
        position += length;
        return part;
    }

    String text() throws WireException {
        int length = count();
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, position, length)).toString();
            position += length;
            return text;
        } catch (CharacterCodingException e) {
            throw new WireException("text is not UTF-8: position=" + position + ", length=" + length, e);
        }
    }

    @Nullable
    String optional() throws WireException {
        return flag() ? text() : null;
    }

    List<String> texts() throws WireException {
        int count = count();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) texts.add(text());
        return Collections.unmodifiableList(texts);
    }

    Map<String, String> map() throws WireException {
        int count = count();
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) map.put(text(), text());
        return Collections.unmodifiableMap(map);
    }

    /** A length or a number of elements; each takes at least one byte. */
    int count() throws WireException {
        long count = number();
        if (count < 0 || count > bytes.length - position) {
            throw new WireException("length exceeds the message: length=" + count + ", left=" + (bytes.length - position));
        }
        return (int) count;
    }

    void end() throws WireException {
        if (position != bytes.length) throw new WireException("message has a tail: bytes=" + (bytes.length - position));
    }

    private byte next() throws WireException {
        if (position == bytes.length) throw new WireException("message too short: bytes=" + bytes.length);
        return bytes[position++];
    }
}
