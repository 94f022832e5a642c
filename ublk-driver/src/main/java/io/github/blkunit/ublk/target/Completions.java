package io.github.blkunit.ublk.target;

import io.github.blkunit.ublk.sys.Errno;

/**
 * Ends requests that were {@linkplain Request#defer deferred}. Threads: any. A ticket counts once: a second use, or one after the request's end, throws
 * {@link IllegalStateException} with queue, tag and generation and changes nothing.
 */
public interface Completions {
    /** The whole request succeeded; a read's data has been filled in. */
    void ok(long ticket);

    /** The whole request failed. */
    void fail(long ticket, Errno errno);
}
