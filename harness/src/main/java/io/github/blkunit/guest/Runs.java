package io.github.blkunit.guest;

import io.github.blkunit.wire.Connection;
import io.github.blkunit.wire.Failure;
import io.github.blkunit.wire.Message;
import io.github.blkunit.wire.MessageCodec;
import io.github.blkunit.wire.RunMessage;
import io.github.blkunit.wire.RunMessage.RunFinished;
import io.github.blkunit.wire.RunMessage.RunTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Executes tests in a thread of their own, with one class loader as long as the class path stays the same. */
final class Runs implements Consumer<byte[]> {
    private final Connection connection;
    private final ClassPath classPath;
    private final RunnerFactory runners;
    private List<Path> loaded = new ArrayList<>();
    private @Nullable Consumer<byte[]> runner;

    Runs(Connection connection, ClassPath classPath, RunnerFactory runners) {
        this.connection = connection;
        this.classPath = classPath;
        this.runners = runners;
    }

    void handle(RunMessage message) throws IOException {
        Consumer<byte[]> current = runner;
        if (!(message instanceof RunTests)) {
            if (current != null) current.accept(MessageCodec.encode(message));
            return;
        }
        try {
            if (current == null || !loaded.equals(classPath.jars())) {
                current = runners.create(classPath.jars(), this);
                loaded = classPath.jars();
                runner = current;
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            Failure problem = Problems.plain(
                    "the guest cannot load the test runner from the shipped class path (is blkunit-harness"
                            + " with its dependencies on the test class path?): " + e, e);
            connection.send(new RunFinished(message.run(), problem));
            return;
        }
        start(current, message);
    }

    private static void start(Consumer<byte[]> runner, Message message) {
        Thread thread = new Thread("blkunit-run") {
            @Override
            public void run() {
                runner.accept(MessageCodec.encode(message));
            }
        };
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes the runner's messages. */
    @Override
    public void accept(byte[] encoded) {
        try {
            connection.sendEncoded(encoded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
