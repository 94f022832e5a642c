package io.github.blkunit.ublk.uring;

/** Receives completions. */
@FunctionalInterface
public interface CompletionHandler {
    /**
     * Takes one completion.
     *
     * @param userData as in the submission
     * @param result 0 or more, or an error number with its sign turned
     * @param flags {@code IORING_CQE_F_*}
     */
    void completed(long userData, int result, int flags);
}
