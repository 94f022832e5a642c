package io.github.blkunit.vm.process;

import io.github.blkunit.vm.ChannelInput;
import io.github.blkunit.vm.LiveMachines;
import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineEnd;
import io.github.blkunit.vm.console.Console;
import io.github.blkunit.vm.qemu.Monitor;
import io.github.blkunit.vm.qemu.QemuEnd;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A machine that is a child process.
 *
 * <p>Owns the process, the channel, the console and the private folder; all are freed when it ends or is closed, whichever is first.
 * Interrupting a thread that reads or writes closes the channel, and with it the machine: the guest ends when its host is gone.
 */
final class QemuProcess implements Machine {
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(5);
    private static final Duration DEATH = Duration.ofSeconds(10);

    /** The monitor's socket in the private folder. */
    static final String MONITOR = "monitor.sock";

    private final String description;
    private final Process process;
    private final SocketChannel channel;
    private final Console console;
    private final Path errors;
    private final PrivateDirectory directory;
    private final InputStream in;
    private final OutputStream out;
    private final boolean isClone;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CompletableFuture<MachineEnd> end;

    QemuProcess(String description, Process process, SocketChannel channel, Console console, Path errors,
            PrivateDirectory directory, boolean isClone) {
        this.description = description;
        this.isClone = isClone;
        this.process = process;
        this.channel = channel;
        this.console = console;
        this.errors = errors;
        this.directory = directory;
        this.in = new ChannelInput(Channels.newInputStream(channel), () -> !process.isAlive());
        this.out = Channels.newOutputStream(channel);
        this.end = process.onExit().handle((ended, impossible) -> ended());
        LiveMachines.add(this);
    }

    @Override
    public InputStream in() { return in; }

    @Override
    public OutputStream out() { return out; }

    @Override
    public String description() { return description; }

    @Override
    public List<String> consoleTail(int lines) { return console.tail(lines); }

    @Override
    public CompletableFuture<MachineEnd> end() { return end.copy(); }

    @Override
    public boolean isClone() { return isClone; }

    @Override
    public Optional<String> askMonitor(String line) throws IOException {
        try (Monitor monitor = monitor()) {
            return Optional.of(monitor.executeForPeople(line));
        }
    }

    @Override
    public boolean dumpMemory(Path file) throws IOException {
        try (Monitor monitor = monitor()) {
            monitor.execute("dump-guest-memory", Map.of("paging", false, "protocol", "file:" + file.toAbsolutePath(), "format",
                    "kdump-raw-zlib"));
            return true;
        }
    }

    /** A connection of its own to the monitor, which serves one at a time. */
    Monitor monitor() throws IOException {
        return Monitor.at(directory.path().resolve(MONITOR));
    }

    /** Visible for tests that kill it. */
    ProcessHandle handle() { return process.toHandle(); }

    @Override
    public void close() {
        closed.set(true);
        process.destroyForcibly();
        boolean interrupted = false;
        long deadline = System.nanoTime() + DEATH.toNanos();
        while (!end.isDone() && System.nanoTime() < deadline) {
            try {
                end.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException | TimeoutException e) {
                break; // a process that does not die of SIGKILL is stuck in the kernel: nothing more can be done from here
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs once, when the process is gone. */
    private MachineEnd ended() {
        boolean requested = closed.get();
        List<String> trouble = new ArrayList<>();
        try {
            if (!console.awaitEnd(LAST_OUTPUT)) {
                trouble.add("its output did not end: another process holds it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String reason = requested ? "closed" : QemuEnd.reason(process.exitValue(), console, errorLines(errors));
        free(trouble);
        LiveMachines.remove(this);
        return new MachineEnd(requested, trouble.isEmpty() ? reason : reason + " (also: " + String.join("; ", trouble) + ")");
    }

    private void free(List<String> trouble) {
        for (AutoCloseable resource : List.of(channel, console, directory)) {
            try {
                resource.close();
            } catch (Exception e) {
                trouble.add(e.toString());
            }
        }
    }

    static List<String> errorLines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException | UncheckedIOException e) {
            return List.of("its error output cannot be read: " + e);
        }
    }
}
