package io.github.blkunit.counts;

/**
 * What a device's server did, all its threads together.
 *
 * @param systemCalls of any kind
 * @param enters of those, calls of io_uring_enter
 * @param submissions entries (SQEs) that the kernel took from its rings
 * @param completions entries (CQEs) that the kernel put into its rings
 * @param contextSwitches voluntary and not
 * @param bytesAllocated on the Java heap by its threads; {@link #UNKNOWN} for a server that is no JVM
 * @param bytesCopied by the server itself between buffers; {@link #UNKNOWN} for a server that does not tell
 */
public record ServerCounts(long systemCalls, long enters, long submissions, long completions, long contextSwitches,
        long bytesAllocated,
        long bytesCopied) {
    /** There is no such figure. */
    public static final long UNKNOWN = -1;

    ServerCounts allocated(long bytes) {
        return new ServerCounts(systemCalls, enters, submissions, completions, contextSwitches, bytes, bytesCopied);
    }
}
