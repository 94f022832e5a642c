package io.github.blkunit.engine;

import io.github.blkunit.engine.SessionLost.Cause;
import io.github.blkunit.wire.Bytes;
import io.github.blkunit.wire.ClassPathMessage;
import io.github.blkunit.wire.ClassPathMessage.BlobChunk;
import io.github.blkunit.wire.ClassPathMessage.BlobsWanted;
import io.github.blkunit.wire.ClassPathMessage.ClassPathOffer;
import io.github.blkunit.wire.ClassPathMessage.ClassPathReady;
import io.github.blkunit.wire.Message;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Brings the class path to a guest: offers hashes, sends what is wanted, waits until it is verified. */
final class Shipment {
    private static final Duration POLL = Duration.ofMillis(500);
    private final GuestSession session;
    private final TestClassPath classPath;
    private long sent;

    Shipment(GuestSession session, TestClassPath classPath) {
        this.session = session;
        this.classPath = classPath;
    }

    /** Returns, when the guest has everything, how many bytes had to be sent. */
    long send() throws SessionLost, InterruptedException, IOException {
        session.send(new ClassPathOffer(classPath.entries()));
        while (true) {
            Message message = session.next(POLL);
            if (message instanceof BlobsWanted wanted) {
                for (String sha256 : wanted.sha256()) send(sha256);
            } else if (message instanceof ClassPathReady) {
                return sent;
            } else if (message != null) {
                throw new SessionLost(Cause.MACHINERY, "unexpected while the class path is shipped: " + message.getClass()
                        .getSimpleName());
            }
        }
    }

    private void send(String sha256) throws SessionLost, InterruptedException, IOException {
        Blob blob = classPath.blob(sha256);
        if (blob == null) throw new SessionLost(Cause.MACHINERY, "the guest wants a blob that was not offered: " + sha256);
        try (InputStream in = blob.open()) {
            long left = blob.entry().size();
            do {
                byte[] chunk = in.readNBytes(ClassPathMessage.CHUNK);
                left -= chunk.length;
                if (chunk.length == 0 && left > 0)
                    throw new IOException("class path changed during the run: " + blob.entry().name());
                session.send(new BlobChunk(sha256, left <= 0, Bytes.of(chunk)));
                sent += chunk.length;
            } while (left > 0);
        }
    }
}
