package io.github.blkunit;

import io.github.blkunit.ublk.sys.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A disk's request queue as sysfs shows it: {@code /sys/block/NAME/queue}. Reads and writes anew every time, from any thread. */
public final class QueueAttributes {
    private static final int ATTEMPTS = 5;

    private final Path disk;

    QueueAttributes(Path disk) { this.disk = disk; }

    /** The disk's folder in sysfs. */
    Path disk() { return disk; }

    /** The attribute's file. */
    public Path file(String attribute) {
        if (attribute.isEmpty() || attribute.contains("..")) {
            throw new IllegalArgumentException("not a queue attribute: '" + attribute + "'");
        }
        return disk.resolve("queue").resolve(attribute);
    }

    /** Whether this kernel shows the attribute for this device. */
    public boolean has(String attribute) {
        return Files.exists(file(attribute));
    }

    /** The attribute's text, without the line's end. */
    public String get(String attribute) throws IOException {
        return SysfsFile.read(file(attribute));
    }

    /** The attribute as a number, in the kernel's unit. */
    public long number(String attribute) throws IOException {
        return SysfsFile.readLong(file(attribute));
    }

    /** Sets the attribute. Returns when the kernel has accepted it. */
    public void set(String attribute, String value) throws IOException {
        SysfsFile.write(file(attribute), value);
    }

    /** Sets the attribute. Returns when the kernel has accepted it. */
    public void set(String attribute, long value) throws IOException {
        set(attribute, Long.toString(value));
    }

    /** The schedulers this disk can use, in the kernel's order; {@code none} is one of them. */
    public List<String> schedulers() throws IOException {
        return choices().stream().map(QueueAttributes::withoutMark).toList();
    }

    /** The scheduler in use. */
    public String scheduler() throws IOException {
        return choices().stream().filter(QueueAttributes::isMarked).map(QueueAttributes::withoutMark).findFirst()
                .orElseThrow(() -> new IOException("no scheduler is marked as in use: file=" + file("scheduler")));
    }

    /**
     * Switches to a scheduler. Tried up to five times while the kernel says that it is busy, which it does when udev writes
     * the same attribute at the same time.
     */
    public void scheduler(String name) throws IOException {
        for (int attempt = 1;; attempt++) {
            try {
                set("scheduler", name);
                return;
            } catch (ErrnoException e) {
                if (attempt == ATTEMPTS || !e.errno().equals(Errno.EBUSY)) { throw e; }
            }
        }
    }

    /**
     * Remembers attributes and puts the values back on close, in reverse order.
     *
     * @param attributes names of attributes that can be written
     */
    public Saved save(String... attributes) throws IOException {
        List<Saved.Value> values = new ArrayList<>();
        for (String attribute : attributes) {
            values.addFirst(new Saved.Value(attribute, attribute.equals("scheduler") ? scheduler() : get(attribute)));
        }
        return new Saved(this, List.copyOf(values));
    }

    private List<String> choices() throws IOException { return List.of(get("scheduler").split("\\s+")); }

    private static boolean isMarked(String choice) { return choice.startsWith("[") && choice.endsWith("]"); }

    private static String withoutMark(String choice) {
        return isMarked(choice) ? choice.substring(1, choice.length() - 1) : choice;
    }

    /** Values to be put back. Owned by whoever called {@link #save}. */
    public static final class Saved implements AutoCloseable {
        private final QueueAttributes queue;
        private final List<Value> values;

        private record Value(String attribute, String text) {}

        private Saved(QueueAttributes queue, List<Value> values) {
            this.queue = queue;
            this.values = values;
        }

        /** Puts all values back, also after one was refused; the first refusal is thrown, later ones are suppressed in it. */
        @Override
        public void close() throws IOException {
            IOException first = null;
            for (Value value : values) {
                try {
                    if (value.attribute().equals("scheduler")) {
                        queue.scheduler(value.text());
                    } else {
                        queue.set(value.attribute(), value.text());
                    }
                } catch (IOException e) {
                    if (first == null) {
                        first = e;
                    } else {
                        first.addSuppressed(e);
                    }
                }
            }
            if (first != null) { throw first; }
        }
    }
}
