package io.github.blkunit.vm.container;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.github.blkunit.vm.console.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What comes out of a container: the guest's console on its standard output, QEMU's words on its standard error. */
final class ContainerOutput extends ResultCallback.Adapter<Frame> {
    private final Console console;
    private final Console errors;
    private volatile @Nullable Throwable trouble;

    ContainerOutput(Path artefacts) throws IOException {
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

    boolean awaitEnd(Duration limit) throws InterruptedException {
        return console.awaitEnd(limit);
    }

    @Override
    public void onNext(Frame frame) {
        byte[] bytes = frame.getPayload();
        try {
            (frame.getStreamType() == StreamType.STDERR ? errors : console).accept(bytes, bytes.length);
        } catch (UncheckedIOException e) {
            trouble = e; // the log is full: go on reading, or the guest would stall
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
