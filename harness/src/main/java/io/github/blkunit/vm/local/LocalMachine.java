package io.github.blkunit.vm.local;

import io.github.blkunit.vm.ChannelInput;
import io.github.blkunit.vm.LiveMachines;
import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineEnd;
import io.github.blkunit.vm.console.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The agent as a child process. It gets a moment to take its driver down before it is killed: nothing else would. */
final class LocalMachine implements Machine {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Process process;
    private final Console console;
    private final List<Path> files;
    private final InputStream in;
    private final CompletableFuture<MachineEnd> end;
    private volatile boolean closed;

    LocalMachine(Process process, Console console, List<Path> files) {
        this.process = process;
        this.console = console;
        this.files = files;
        this.in = new ChannelInput(process.getInputStream(), () -> !process.isAlive());
        this.end = process.onExit().handle((ended, impossible) -> ended());
        LiveMachines.add(this);
    }

    @Override
    public InputStream in() { return in; }

    @Override
    public OutputStream out() { return process.getOutputStream(); }

    @Override
    public String description() { return "none: this machine itself, kernel " + System.getProperty("os.version"); }

    @Override
    public List<String> consoleTail(int lines) { return console.tail(lines); }

    @Override
    public CompletableFuture<MachineEnd> end() { return end.copy(); }

    @Override
    public void close() {
        closed = true;
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroy();
        if (!awaitEnd()) {
            process.destroyForcibly();
            awaitEnd();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    private boolean awaitEnd() {
        boolean interrupted = Thread.interrupted();
        try {
            end.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private MachineEnd ended() {
        boolean requested = closed;
        Exception trouble = new IOException("cannot clean up");
        try {
            console.awaitEnd(GRACE);
            console.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            trouble.addSuppressed(e);
        }
        files.forEach(file -> delete(file, trouble));
        LiveMachines.remove(this);
        String reason = requested ? "closed" : "the agent exited with status " + process.exitValue();
        return new MachineEnd(requested,
                trouble.getSuppressed().length == 0 ? reason : reason + " (also: " + List.of(trouble.getSuppressed()) + ")");
    }

    /** Deletes a file or a folder with all in it; what goes wrong is added to {@code trouble}. */
    static void delete(@Nullable Path file, Exception trouble) {
        if (file == null || !Files.exists(file)) {
            return;
        }
        try (Stream<Path> all = Files.walk(file)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            trouble.addSuppressed(e);
        }
    }
}
