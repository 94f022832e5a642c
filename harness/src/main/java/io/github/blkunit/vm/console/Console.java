package io.github.blkunit.vm.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The guest's console as whole lines: all of them in a file, the last {@value #LINES_KEPT} in memory.
 * Bytes may come in any portions. Safe for use by several threads.
 */
public final class Console implements AutoCloseable {
    static final int LINES_KEPT = 2000;
    /** A guest that never ends its line must not fill the host's memory. */
    static final int LONGEST_LINE = 8192;

    private final FileChannel log;
    private final Deque<String> tail = new ArrayDeque<>();
    private final byte[] line = new byte[LONGEST_LINE];
    private final ConsoleVerdict verdict = new ConsoleVerdict();
    private int length;
    private boolean ended;

    private Console(FileChannel log) { this.log = log; }

    /**
     * Opens a console whose bytes also go to a file.
     *
     * @param log the file that gets every byte; its folder is made
     * @throws IOException if the file cannot be written
     */
    public static Console writing(Path log) throws IOException {
        Path folder = log.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return new Console(FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING));
    }

    /**
     * Takes bytes from the guest.
     *
     * @throws UncheckedIOException if the log file cannot be written, for example on a full disk; the lines are kept nevertheless
     */
    public synchronized void accept(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            switch (bytes[i]) {
                case '\n' -> endLine();
                case '\r' -> {} // the serial console sends \r\n
                default -> {
                    if (length == LONGEST_LINE) {
                        endLine();
                    }
                    line[length++] = bytes[i];
                }
            }
        }
        if (log.isOpen()) {
            writeLog(ByteBuffer.wrap(bytes, 0, count));
        }
    }

    /** Says that nothing more will come: an unfinished last line counts as a line, and waiting ends. */
    public synchronized void end() {
        if (length > 0) {
            endLine();
        }
        ended = true;
        notifyAll();
    }

    /** The last lines, oldest first, at most {@code lines}. */
    public synchronized List<String> tail(int lines) {
        List<String> all = new ArrayList<>(tail);
        return List.copyOf(all.subList(Math.max(0, all.size() - Math.max(0, lines)), all.size()));
    }

    /** What the guest said about its own end, if it said anything. */
    public synchronized Optional<String> verdict() {
        return verdict.sentence();
    }

    /**
     * Waits for a line, also among those kept from before.
     *
     * @return the line, or nothing if the console ended or the time is over
     */
    public synchronized Optional<String> await(Predicate<String> wanted, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<String> found = tail.stream().filter(wanted).findFirst();
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (found.isPresent() || ended || left <= 0) {
                return found;
            }
            wait(left);
        }
    }

    /** Waits until {@link #end}; false if the time is over before. */
    public synchronized boolean awaitEnd(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!ended) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Closes the log file; the lines in memory stay. */
    @Override
    public synchronized void close() throws IOException {
        log.close();
    }

    private void endLine() {
        String text = new String(line, 0, length, StandardCharsets.UTF_8);
        length = 0;
        if (tail.size() == LINES_KEPT) {
            tail.removeFirst();
        }
        tail.addLast(text);
        verdict.accept(text);
        notifyAll();
    }

    private void writeLog(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                log.write(bytes);
            }
        } catch (IOException e) {
            try {
                log.close();
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw new UncheckedIOException("the console log cannot be written any more: " + e.getMessage(), e);
        }
    }
}
