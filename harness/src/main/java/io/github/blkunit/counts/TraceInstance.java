package io.github.blkunit.counts;

import io.github.blkunit.SysfsFile;
import io.github.blkunit.driver.Command;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A tracing instance of our own, in which events are counted and nothing is recorded; other users of tracing are not disturbed.
 * Counting begins with {@link #count} and ends with {@link #close}. One thread at a time.
 */
final class TraceInstance implements AutoCloseable {
    private static final Path TRACEFS = Path.of("/sys/kernel/tracing");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Path folder;
    private final Map<String, String> triggers = new LinkedHashMap<>();

    private TraceInstance(Path folder) { this.folder = folder; }

    /** @throws CountsException if the kernel has no tracefs, or does not let us in */
    static TraceInstance open() {
        try {
            if (!Files.isDirectory(TRACEFS.resolve("instances"))) {
                Command.of("mount", "-t", "tracefs", "tracefs", TRACEFS.toString()).runOrFail(LIMIT);
            }
            Path folder = TRACEFS.resolve("instances/blkunit-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet());
            return new TraceInstance(Files.createDirectory(folder));
        } catch (IOException | DriverException e) {
            throw new CountsException(
                    "the kernel does not count here: it needs root and CONFIG_FTRACE with CONFIG_HIST_TRIGGERS: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CountsException("interrupted before counting began", e);
        }
    }

    /**
     * Starts to count an event.
     *
     * @param event with its system, such as {@code block/block_rq_issue}
     * @param histogram keys, and values with {@code :vals=}, as histogram triggers take them
     * @param filter which events, empty for all
     */
    void count(String event, String histogram, String filter) {
        String trigger = "hist:keys=" + histogram;
        try {
            SysfsFile.write(file(event, "trigger"), trigger + (filter.isEmpty() ? "" : " if " + filter));
            triggers.put(event, trigger);
        } catch (IOException e) {
            throw new CountsException("the kernel does not count this event: " + event + ", trigger='" + trigger + "', filter='"
                    + filter
                    + "' (does this kernel have the event and CONFIG_HIST_TRIGGERS?): " + e.getMessage(), e);
        }
    }

    /** What was counted of an event since {@link #count}. */
    EventHistogram read(String event) {
        try {
            return EventHistogram.parse(event, new String(Files.readAllBytes(file(event, "hist")), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CountsException("the kernel's counts cannot be read: " + event + ": " + e, e);
        }
    }

    private Path file(String event, String name) { return folder.resolve("events").resolve(event).resolve(name); }

    @Override
    public void close() {
        IOException trouble = null;
        for (Map.Entry<String, String> trigger : triggers.entrySet()) {
            try {
                SysfsFile.write(file(trigger.getKey(), "trigger"), "!" + trigger.getValue());
            } catch (IOException e) {
                trouble = e;
            }
        }
        try {
            Files.delete(folder);
        } catch (IOException e) {
            throw new CountsException("counting cannot be ended: " + (trouble == null ? e : trouble), e);
        }
    }
}
