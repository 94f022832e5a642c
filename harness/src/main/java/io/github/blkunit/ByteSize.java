package io.github.blkunit;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written as fio and the kernel write it: {@code "4k"}, {@code "64M"}, {@code "1G"}; units are powers
 * of 1024.
 *
 * @param bytes the size in bytes, not negative
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\s*([kKmMgGtT]?)(?:i?[bB])?");
    private static final String UNITS = "kmgt";

    public ByteSize { if (bytes < 0) { throw new IllegalArgumentException("a size must not be negative: bytes=" + bytes); } }

    /**
     * Reads a size.
     *
     * @param text digits and an optional unit, one of k, M, G, T (any case), optionally followed by {@code iB} or {@code B}
     * @throws IllegalArgumentException if the text is not of that form or the size does not fit in 63 bits
     */
    public static ByteSize parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("not a size: '" + text + "' (write digits and a unit, e.g. 512M or 4k)");
        }
        int power = form.group(2).isEmpty() ? 0 : UNITS.indexOf(form.group(2).toLowerCase(Locale.ROOT)) + 1;
        try {
            return new ByteSize(Math.multiplyExact(Long.parseLong(form.group(1)), 1L << (10 * power)));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("size too large: '" + text + "' (at most 2^63-1 bytes)", e);
        }
    }

    /** {@code count} KiB. */
    public static ByteSize kib(long count) {
        return new ByteSize(Math.multiplyExact(count, 1L << 10));
    }

    /** {@code count} MiB. */
    public static ByteSize mib(long count) {
        return new ByteSize(Math.multiplyExact(count, 1L << 20));
    }

    /** {@code count} GiB. */
    public static ByteSize gib(long count) {
        return new ByteSize(Math.multiplyExact(count, 1L << 30));
    }

    /** {@code count} sectors of 512 bytes, the kernel's unit whatever the logical block size. */
    public static ByteSize sectors(long count) {
        return new ByteSize(Math.multiplyExact(count, 1L << 9));
    }

    /** This size in sectors of 512 bytes, the kernel's unit whatever the logical block size; a remainder is dropped. */
    public long sectors() {
        return bytes >> 9;
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** The shortest exact form: {@code 1G}, {@code 4k}, {@code 513}. Can be parsed again. */
    @Override
    public String toString() {
        int power = bytes == 0 ? 0 : Math.min(Long.numberOfTrailingZeros(bytes) / 10, UNITS.length());
        return power == 0 ? Long.toString(bytes) : (bytes >> (10 * power)) + "kMGT".substring(power - 1, power);
    }
}
