package io.github.blkunit.guest;

import io.github.blkunit.guest.run.KernelLogs;
import io.github.blkunit.guest.run.TestRunner;
import io.github.blkunit.wire.Handshake;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The real agent in a thread of this JVM, with the real Jupiter; its test classes are this JVM's own. */
public final class InProcessAgent {
    private InProcessAgent() {}

    /** Starts it. */
    public static void start(InputStream in, OutputStream out, String secret, Path store, boolean isolated, KernelLogs kernel) {
        RunnerFactory runners = isolated ? IsolatedRunner.FACTORY : ownClasses(kernel);
        start(() -> serve(in, out, secret, store, runners));
    }

    /** Starts one whose runs do nothing and do not end. */
    public static void startIdle(InputStream in, OutputStream out, String secret, Path store) {
        start(() -> serve(in, out, secret, store, (classPath, sink) -> new OwnClasses(message -> {})));
    }

    private static void start(Runnable agent) {
        Thread thread = new Thread(agent, "in-process-agent");
        thread.setDaemon(true);
        thread.start();
    }

    /** Starts one that wakes up as the agent of a clone does: silent until it is woken. */
    public static void startFrozen(InputStream in, OutputStream out, String secret, Path store) {
        start(() -> {
            try {
                InputStream buffered = new BufferedInputStream(in);
                Handshake.awaitWake(buffered);
                serve(buffered, out, secret, store, ownClasses(new KernelLogs(null)));
            } catch (IOException e) {
                // The test has pulled the plug.
            }
        });
    }

    private static RunnerFactory ownClasses(KernelLogs kernel) {
        return (classPath, sink) -> new OwnClasses(new TestRunner(sink, kernel));
    }

    private static void serve(InputStream in, OutputStream out, String secret, Path store, RunnerFactory runners) {
        try {
            InputStream buffered = new BufferedInputStream(in);
            HostLine host = new HostLine(Handshake.asGuest(buffered, out, secret));
            Agent agent = new Agent(host, new BlobStore(store), runners);
            while (agent.serve() == Agent.End.FROZEN) {
                Handshake.awaitWake(buffered);
                host.replace(Handshake.asGuest(buffered, out, secret));
            }
        } catch (IOException e) {
            // The test has pulled the plug.
        }
    }

    /** Tests that are this JVM's classes, whatever the class path says. */
    private record OwnClasses(Consumer<byte[]> runner) implements RunnerFactory.Runner {
        @Override
        public boolean adopt(GuestClassPath classPath) {
            return true;
        }

        @Override
        public void accept(byte[] message) {
            runner.accept(message);
        }
    }
}
