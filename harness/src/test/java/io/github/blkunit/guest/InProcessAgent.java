package io.github.blkunit.guest;

import io.github.blkunit.guest.run.TestRunner;
import io.github.blkunit.wire.Connection;
import io.github.blkunit.wire.Handshake;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;

/** The real agent in a thread of this JVM, with the real Jupiter; its test classes are this JVM's own. */
public final class InProcessAgent {
    private InProcessAgent() {}

    /** Starts it. */
    public static void start(InputStream in, OutputStream out, String secret, Path store, boolean isolated) {
        Thread thread = new Thread(() -> serve(in, out, secret, store, isolated), "in-process-agent");
        thread.setDaemon(true);
        thread.start();
    }

    private static void serve(InputStream in, OutputStream out, String secret, Path store, boolean isolated) {
        RunnerFactory runners = isolated ? IsolatedRunner.FACTORY : (jars, sink) -> new TestRunner(sink);
        try {
            Connection connection = Handshake.asGuest(in, out, secret);
            connection.startHeartbeat(Duration.ofMillis(200));
            new Agent(connection, new BlobStore(store), runners).serve();
        } catch (IOException e) {
            // The test has pulled the plug.
        }
    }
}
