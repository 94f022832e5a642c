package io.github.blkunit.counts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file into which blkunit's own ublk server counts the bytes that it moves; other servers have none. */
final class CopiedBytes {
    private static final String OPTION = "-Dblkunit.ublk.counters=";

    private CopiedBytes() {}

    /** Bytes moved since the server's start; {@link ServerCounts#UNKNOWN} if it does not tell. */
    static long of(long pid) {
        try {
            Optional<Path> file = file(pid, new String(Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline")),
                    StandardCharsets.UTF_8));
            return file.isPresent() && Files.exists(file.get()) ? sum(Files.readAllBytes(file.get())) : ServerCounts.UNKNOWN;
        } catch (IOException e) {
            throw new CountsException("what the server has copied cannot be read: pid=" + pid + ": " + e, e);
        }
    }

    static Optional<Path> file(long pid, String commandLine) {
        for (String argument : commandLine.split("\0", -1)) {
            if (argument.startsWith(OPTION)) {
                return Optional.of(Path.of(argument.substring(OPTION.length()), "blkunit-ublk-" + pid + ".counters"));
            }
        }
        return Optional.empty();
    }

    static long sum(byte[] file) {
        ByteBuffer places = ByteBuffer.wrap(file).order(ByteOrder.nativeOrder());
        long sum = 0;
        while (places.remaining() >= Long.BYTES) { sum += places.getLong(); }
        return sum;
    }
}
