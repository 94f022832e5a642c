package io.github.blkunit.blktests.support;

import io.github.blkunit.driver.Command;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** systemd's device manager. Machines without one have nothing to wait for. */
public final class Udev {
    private static final Duration SETTLING = Duration.ofSeconds(60);
    private static final Duration SIGNALLING = Duration.ofSeconds(10);

    private Udev() {}

    /** Returns when it has dealt with every event so far. */
    public static void settle() throws DriverException, InterruptedException {
        if (daemons().isEmpty()) { return; }
        Command.of("udevadm", "settle", "--timeout=" + SETTLING.toSeconds()).runOrFail(SETTLING.plus(SIGNALLING));
    }

    /** Stops it (SIGSTOP), so that nobody but the test opens or scans devices. Its events wait. */
    public static Paused pause() throws DriverException, InterruptedException {
        settle();
        List<Long> daemons = daemons();
        for (long daemon : daemons) { signal("STOP", daemon); }
        return new Paused(daemons);
    }

    /** systemd's version, such as 257; 0 without systemd's udev. */
    public static int version() throws InterruptedException {
        try {
            String text = Command.of("udevadm", "--version").run(SIGNALLING).text().strip();
            return text.matches("\\d+") ? Integer.parseInt(text) : 0;
        } catch (IOException e) {
            return 0; // there is no such program
        }
    }

    /** Processes with the daemon's name whose parent has another. */
    private static List<Long> daemons() {
        List<Long> all = ProcessHandle.allProcesses().map(ProcessHandle::pid).filter(pid -> name(pid).equals("systemd-udevd"))
                .toList();
        return all.stream().filter(pid -> ProcessHandle.of(pid).flatMap(ProcessHandle::parent).map(parent -> !all.contains(parent
                .pid())).orElse(true)).toList();
    }

    private static String name(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/comm")).strip();
        } catch (NoSuchFileException e) {
            return ""; // it has ended
        } catch (IOException e) {
            return ""; // it ends while we read: ESRCH
        }
    }

    private static void signal(String name, long pid) throws DriverException, InterruptedException {
        Command.of("/usr/bin/kill", "-" + name, Long.toString(pid)).runOrFail(SIGNALLING);
    }

    /** Closing lets it go on and waits until it has caught up. */
    public record Paused(List<Long> daemons) implements AutoCloseable {
        public Paused { daemons = List.copyOf(daemons); }

        @Override
        public void close() throws DriverException {
            try {
                for (long daemon : daemons) { signal("CONT", daemon); }
                settle();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DriverException("interrupted while udev was to go on: processes=" + daemons, e);
            }
        }
    }
}
