package io.github.blkunit.vm.container;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.github.blkunit.vm.console.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What comes out of a container: the guest's console on its standard output and QEMU's words on its standard error, or, if the standard output is
 * QEMU's monitor, both on the standard error.
 */
final class ContainerOutput extends ResultCallback.Adapter<Frame> {
    /** Begins QEMU's own lines. */
    private static final String QEMU = "qemu-system-x86_64: ";

    private final Console console;
    private final Console errors;
    private final Optional<Stdio> monitor;
    private volatile @Nullable Throwable trouble;

    ContainerOutput(Path artefacts, Optional<Stdio> monitor) throws IOException {
        this.monitor = monitor;
        console = Console.writing(artefacts.resolve("console.log"));
        try {
            errors = Console.writing(artefacts.resolve("qemu-stderr.log"));
        } catch (IOException e) {
            console.close();
            throw e;
        }
    }

    Console console() { return console; }

    Console errors() { return errors; }

    /** The last lines that QEMU itself said. */
    List<String> complaints() {
        return errors.tail(50).stream().filter(line -> monitor.isEmpty() || line.contains(QEMU)).toList();
    }

    boolean awaitEnd(Duration limit) throws InterruptedException {
        return console.awaitEnd(limit);
    }

    @Override
    public void onNext(Frame frame) {
        byte[] bytes = frame.getPayload();
        try {
            if (monitor.isEmpty()) {
                (frame.getStreamType() == StreamType.STDERR ? errors : console).accept(bytes, bytes.length);
            } else if (frame.getStreamType() == StreamType.STDERR) {
                errors.accept(bytes, bytes.length);
                console.accept(bytes, bytes.length);
            } else {
                monitor.get().accept(bytes);
            }
        } catch (UncheckedIOException e) {
            trouble = e; // the log is full: go on reading, or the guest would stall
        } catch (IOException e) {
            trouble = new UncheckedIOException(e); // the monitor is closed already
        }
    }

    @Override
    public void onError(Throwable throwable) {
        trouble = throwable;
        super.onError(throwable);
        end();
    }

    @Override
    public void onComplete() {
        super.onComplete();
        end();
    }

    /** Ends both logs. */
    @Override
    public void close() throws IOException {
        try (console; errors) {
            super.close();
            end();
        }
        Throwable failed = trouble;
        if (failed instanceof UncheckedIOException full) {
            throw full.getCause();
        }
    }

    private void end() {
        errors.end();
        console.end();
    }
}
