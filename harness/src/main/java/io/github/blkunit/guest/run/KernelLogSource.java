package io.github.blkunit.guest.run;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The kernel's log, to read and to write into. Read by one thread, written by any. */
public interface KernelLogSource extends AutoCloseable {

    /**
     * Waits for the next record.
     *
     * @return the record as {@code /dev/kmsg} gives it, empty if some were overwritten before they could be read, null when nothing more comes
     */
    @Nullable
    String read() throws IOException;

    /** Writes a line into the log; it is there when this returns. */
    void write(String line) throws IOException;

    /** No more is read; what was being read need not return. */
    @Override
    void close() throws IOException;
}
