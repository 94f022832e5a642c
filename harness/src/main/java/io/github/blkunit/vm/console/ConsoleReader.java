package io.github.blkunit.vm.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A thread that carries a stream into a {@link Console} until the stream ends. */
public final class ConsoleReader {
    private final InputStream from;
    private final Console to;
    private volatile @Nullable Exception trouble;

    private ConsoleReader(InputStream from, Console to) {
        this.from = from;
        this.to = to;
    }

    /** Starts the thread; it ends with the stream, and says so to the console. */
    public static ConsoleReader start(InputStream from, Console to, String name) {
        ConsoleReader reader = new ConsoleReader(from, to);
        Thread.ofPlatform().name(name).daemon().start(reader::run);
        return reader;
    }

    /** Why reading or writing the log ended early, or null. */
    public @Nullable Exception trouble() { return trouble; }

    private void run() {
        byte[] buffer = new byte[8192];
        try (from) {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                try {
                    to.accept(buffer, count);
                } catch (UncheckedIOException e) {
                    trouble = e; // the guest must not stall because the log is full: go on reading
                }
            }
        } catch (IOException e) {
            trouble = e;
        } finally {
            to.end();
        }
    }
}
