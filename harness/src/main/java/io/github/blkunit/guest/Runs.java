package io.github.blkunit.guest;

import io.github.blkunit.wire.Failure;
import io.github.blkunit.wire.Message;
import io.github.blkunit.wire.MessageCodec;
import io.github.blkunit.wire.RunMessage;
import io.github.blkunit.wire.RunMessage.RunFinished;
import io.github.blkunit.wire.RunMessage.RunTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Executes tests in a thread of their own, with one class loader as long as the class path allows it. */
final class Runs implements Consumer<byte[]> {
    private final HostLine host;
    private final ClassPath classPath;
    private final RunnerFactory runners;
    private RunnerFactory.@Nullable Runner runner;

    Runs(HostLine host, ClassPath classPath, RunnerFactory runners) {
        this.host = host;
        this.classPath = classPath;
        this.runners = runners;
    }

    void handle(RunMessage message) throws IOException {
        RunnerFactory.Runner current = runner;
        if (!(message instanceof RunTests)) {
            if (current != null) current.accept(MessageCodec.encode(message));
            return;
        }
        try {
            if (current == null || !current.adopt(classPath.offered())) {
                current = runners.create(classPath.offered(), this);
                runner = current;
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            Failure problem = Problems.plain(
                    "the guest cannot load the test runner from the shipped class path (is blkunit-harness"
                            + " with its dependencies on the test class path?): " + e, e);
            host.send(new RunFinished(message.run(), problem));
            return;
        }
        start(current, message);
    }

    private static void start(Consumer<byte[]> runner, Message message) {
        Thread thread = new Thread("blkunit-run") {
            @Override
            public void run() {
                try {
                    DebuggerBridge.awaitAttached();
                } catch (InterruptedException e) {
                    interrupt(); // ours, by nobody: the runner will see it
                }
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
            host.sendEncoded(encoded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
