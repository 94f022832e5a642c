package io.github.blkunit.guest.run;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a machine's kernel log is, and how far it has been read by the runs so far. For one thread at a time. */
public final class KernelLogs {
    private final @Nullable Opener opener;
    private @Nullable String end;

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
        if (opener == null) return new KernelMarks(sink, null, null, ended -> {});
        try {
            return new KernelMarks(sink, KernelLogTap.start(sink, opener.open(), end), null, ended -> end = ended);
        } catch (IOException e) {
            return new KernelMarks(sink, null, "the kernel's log is not watched: " + e, ended -> {});
        }
    }
}
