package io.github.blkunit.blktests.support;

import io.github.blkunit.Device;
import io.github.blkunit.SysfsFile;
import io.github.blkunit.TimeScale;
import io.github.blkunit.driver.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kernel's events about block devices since {@link #listen}, read by {@code udevadm monitor}. */
public final class KernelUevents implements AutoCloseable {
    private static final Duration STARTING = Duration.ofSeconds(30);
    private static final Duration ENDING = Duration.ofSeconds(10);
    /** Such as {@code KERNEL[12.345678] add      /devices/virtual/block/loop0/loop0p1 (block)}. */
    private static final Pattern EVENT = Pattern.compile("KERNEL\\[[0-9.]+]\\s+(\\S+)\\s+(\\S+)\\s+\\((\\S+)\\)");
    /** No program and no driver of the tests sends it. */
    private static final String MARK = "move";

    private final Process monitor;
    private final List<Uevent> events = new CopyOnWriteArrayList<>();
    private final Device marked;

    /**
     * One event.
     *
     * @param action such as {@code add}
     * @param path of the device below {@code /sys}
     */
    public record Uevent(String action, String path) {}

    private KernelUevents(Process monitor, Device marked) {
        this.monitor = monitor;
        this.marked = marked;
    }

    /**
     * Starts to listen and returns when no later event can be missed.
     *
     * @param any a device that is there; an event of it is asked for to see whether the monitor listens
     */
    public static KernelUevents listen(Device any) throws IOException, InterruptedException {
        Process monitor = new ProcessBuilder("udevadm", "monitor", "--kernel", "--subsystem-match=block").redirectErrorStream(
                true)
                .start();
        KernelUevents uevents = new KernelUevents(monitor, any);
        Thread.ofPlatform().daemon().name("uevents").start(uevents::read);
        boolean listens = false;
        try {
            listens = Await.until(TimeScale.deadline(STARTING), () -> {
                SysfsFile.write(any.sysfs().resolve("uevent"), MARK);
                return uevents.marks() > 0;
            });
            if (!listens) { throw new IOException("udevadm monitor shows no events: events=" + uevents.events); }
            return uevents;
        } finally {
            if (!listens) { monitor.destroyForcibly(); }
        }
    }

    /** Waits for such an event. Returns whether it came. */
    public boolean await(Uevent wanted, Duration deadline) throws InterruptedException {
        return Await.<RuntimeException>until(deadline, () -> events.contains(wanted));
    }

    /** All events until now: those that the kernel has sent are waited for. */
    public List<Uevent> soFar() throws IOException, InterruptedException {
        long before = marks();
        if (!Await.until(TimeScale.deadline(STARTING), () -> {
            SysfsFile.write(marked.sysfs().resolve("uevent"), MARK);
            return marks() > before;
        })) {
            throw new IOException("udevadm monitor shows no events any more: events=" + events.size());
        }
        return events.stream().filter(event -> !event.action().equals(MARK)).toList();
    }

    private long marks() { return events.stream().filter(event -> event.action().equals(MARK)).count(); }

    private void read() {
        try (BufferedReader lines = monitor.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher event = EVENT.matcher(line.strip());
                if (event.matches()) { events.add(new Uevent(event.group(1), event.group(2))); }
            }
        } catch (IOException e) {
            return; // closed; whoever still waits sees that nothing comes
        }
    }

    @Override
    public void close() throws IOException {
        monitor.destroy();
        boolean ended = Await.<RuntimeException>uninterruptibly(ENDING, () -> !monitor.isAlive());
        if (!ended) {
            monitor.destroyForcibly();
            throw new IOException("udevadm monitor did not end: pid=" + monitor.pid());
        }
    }
}
