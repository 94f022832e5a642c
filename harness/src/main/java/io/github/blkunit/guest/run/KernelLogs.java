package io.github.blkunit.guest.run;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a machine's kernel log is. It stays open between two runs: what was logged meanwhile belongs to the second one, and a new reader would have to read all that is
 * there from the oldest record on. For one thread at a time.
 */
public final class KernelLogs {
    private final @Nullable Opener opener;
    private @Nullable KernelLogSource idle;

    /** Opens the log, with reading at the oldest record. */
    public interface Opener {
        /** A log of its own, to be read by one reader. */
        KernelLogSource open() throws IOException;
    }

    /** @param opener null if there is no kernel to watch */
    public KernelLogs(@Nullable Opener opener) {
        this.opener = opener;
    }

    /** The kernel of this machine, if the agent says that it is ours. */
    static KernelLogs ofThisMachine() {
        String device = System.getProperty(Kmsg.PROPERTY);
        return new KernelLogs(device == null ? null : () -> Kmsg.open(Path.of(device)));
    }

    /** Begins to send the log; close it when the run is over. */
    KernelMarks watched(Sink sink) {
        if (opener == null) return new KernelMarks(sink, null, null, source -> {});
        KernelLogSource before = idle;
        idle = null;
        try {
            KernelLogTap tap = before == null ? KernelLogTap.fromNow(sink, opener.open()) : KernelLogTap.goingOn(sink, before);
            return new KernelMarks(sink, tap, null, source -> idle = source);
        } catch (IOException e) {
            return new KernelMarks(sink, null, "the kernel's log is not watched: " + e, source -> {});
        }
    }
}
