package io.github.blkunit.kernellog;

import io.github.blkunit.kernellog.LogLine.Source;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record as {@code /dev/kmsg} gives it: {@code priority,sequence,microseconds,flags[,caller=...];text}, then lines with a dictionary. See
 * Documentation/ABI/testing/dev-kmsg of the kernel.
 */
public final class KmsgRecord {
    private static final String CALLER = "caller=";

    private KmsgRecord() {}

    /** The line in a record, or nothing if it is no record. */
    public static Optional<LogLine> parse(String record) {
        int head = record.indexOf(';');
        if (head < 0) return Optional.empty();
        String[] fields = record.substring(0, head).split(",", -1);
        if (fields.length < 4) return Optional.empty();
        try {
            // The lower three bits are the level, the others the facility; a program cannot write as the kernel's, which is 0.
            Source source = Integer.parseInt(fields[0]) >> 3 == 0 ? Source.KERNEL : Source.PROGRAM;
            int end = record.indexOf('\n', head);
            String text = unescape(record.substring(head + 1, end < 0 ? record.length() : end));
            Duration time = Duration.ofNanos(Long.parseLong(fields[2]) * 1000);
            return Optional.of(new LogLine(source, Long.parseLong(fields[1]), time, caller(fields), text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String caller(String[] fields) {
        for (String field : fields) {
            if (field.startsWith(CALLER)) return field.substring(CALLER.length());
        }
        return null;
    }

    /** Bytes that are not printable come as {@code \xHH}. */
    private static String unescape(String text) {
        if (!text.contains("\\x")) return text;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream plain = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            boolean escape = i + 3 < bytes.length && bytes[i] == '\\' && bytes[i + 1] == 'x' && digit(bytes[i + 2]) >= 0
                    && digit(bytes[i + 3]) >= 0;
            plain.write(escape ? digit(bytes[i + 2]) << 4 | digit(bytes[i + 3]) : bytes[i]);
            if (escape) i += 3;
        }
        return plain.toString(StandardCharsets.UTF_8);
    }

    private static int digit(byte character) {
        return Character.digit(character, 16);
    }
}
