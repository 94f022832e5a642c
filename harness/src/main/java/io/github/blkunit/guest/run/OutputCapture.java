package io.github.blkunit.guest.run;

import io.github.blkunit.wire.TestEvent.Output;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is written to {@code System.out} and {@code System.err} to the host while it is written, so that nothing is lost when the
 * machine dies. It belongs to the test that runs in the writing thread or in the thread that started it, else to the last one started.
 * Without any test it goes where it always went.
 */
final class OutputCapture implements AutoCloseable {
    private static final InheritableThreadLocal<@Nullable Deque<String>> OPEN = new InheritableThreadLocal<>();

    private final Sink sink;
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private volatile @Nullable String lastStarted;
    private final Lines outLines = new Lines(out, false);
    private final Lines errLines = new Lines(err, true);

    private OutputCapture(Sink sink) { this.sink = sink; }

    static OutputCapture install(Sink sink) {
        OutputCapture capture = new OutputCapture(sink);
        System.setOut(new PrintStream(capture.outLines, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(capture.errLines, true, StandardCharsets.UTF_8));
        return capture;
    }

    /** From now on output of this thread, and of threads that it starts, is of this node. */
    void started(String id) {
        flush();
        Deque<String> nodes = OPEN.get();
        // A copy, since threads started before share the old one.
        Deque<String> now = nodes == null ? new ArrayDeque<>() : new ArrayDeque<>(nodes);
        now.push(id);
        OPEN.set(now);
        lastStarted = id;
    }

    /** Output of this node has been sent when this returns. */
    void finished(String id) {
        flush();
        Deque<String> nodes = OPEN.get();
        if (nodes == null) return;
        Deque<String> now = new ArrayDeque<>(nodes);
        now.remove(id);
        OPEN.set(now);
        lastStarted = now.peek();
    }

    @Override
    public void close() {
        flush();
        System.setOut(out);
        System.setErr(err);
    }

    private void flush() {
        outLines.send();
        errLines.send();
    }

    private @Nullable String owner() {
        Deque<String> nodes = OPEN.get();
        String own = nodes == null ? null : nodes.peek();
        return own != null ? own : lastStarted;
    }

    /** Collects bytes up to the end of a line, or of a buffer. */
    private final class Lines extends OutputStream {
        private static final int LIMIT = 8 << 10;
        private final PrintStream fallback;
        private final boolean error;
        private byte[] buffer = new byte[LIMIT];
        private int size;

        Lines(PrintStream fallback, boolean error) {
            this.fallback = fallback;
            this.error = error;
        }

        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                buffer[size++] = bytes[i];
                boolean lineEnds = bytes[i] == '\n' && i == offset + length - 1;
                if (lineEnds || size == LIMIT) send();
            }
        }

        synchronized void send() {
            if (size == 0) return;
            int whole = size == LIMIT ? wholeCharacters() : size;
            String text = new String(buffer, 0, whole, StandardCharsets.UTF_8);
            System.arraycopy(buffer, whole, buffer, 0, size - whole);
            size -= whole;
            String owner = owner();
            if (owner == null) {
                fallback.print(text);
                fallback.flush();
            } else {
                sink.send(new Output(owner, error, text));
            }
        }

        /** Without a character that the end of the buffer cuts in two. */
        private int wholeCharacters() {
            int end = size;
            while (end > size - 4 && (buffer[end - 1] & 0xc0) == 0x80)
                end--;
            if (end > 0 && (buffer[end - 1] & 0xc0) == 0xc0) return end - 1;
            return size;
        }

        @Override
        public void flush() throws IOException {
            // Lines are sent when they end and when a test ends: PrintStream flushes after every write.
        }
    }
}
