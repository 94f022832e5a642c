package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.sys.UblkException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Device nodes, which devtmpfs or udev make a moment after the device. */
final class Nodes {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private Nodes() {}

    static void await(String path) throws InterruptedException {
        Path node = Path.of(path);
        Deadline deadline = Deadline.in(LIMIT);
        while (!Files.exists(node))
            if (!deadline.pause())
                throw new UblkException("the disk is live, but its node did not appear within " + LIMIT.toSeconds() + " s: path="
                        + path
                        + "; is /dev a devtmpfs?");
    }
}
