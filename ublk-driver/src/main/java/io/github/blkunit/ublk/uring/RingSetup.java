package io.github.blkunit.ublk.uring;

import io.github.blkunit.ublk.uapi.IoUring;

/**
 * What kind of ring to make.
 *
 * @param entries submission slots, 1 to 32768; the kernel rounds up to a power of two
 * @param completions completion slots, at least {@code entries}
 * @param flags {@code IORING_SETUP_*}, without CQSIZE, which is always set
 * @param pinned the first so many slots are never claimed but pushed, see {@link SubmissionQueue}
 */
public record RingSetup(int entries, int completions, int flags, int pinned) {
    private static final int MAX_ENTRIES = 32768;

    public RingSetup {
        if (entries < 1 || entries > MAX_ENTRIES)
            throw new IllegalArgumentException("a ring has 1.." + MAX_ENTRIES + " entries: entries=" + entries);
        if (pinned < 0 || pinned >= entries)
            throw new IllegalArgumentException("some slots must remain to be claimed: entries=" + entries + ", pinned=" + pinned);
        if (completions < entries)
            throw new IllegalArgumentException("fewer completions than entries: completions=" + completions + ", entries="
                    + entries);
    }

    /** For any thread, one at a time, with 64-byte slots. */
    public static RingSetup plain(int entries) {
        return new RingSetup(entries, 2 * entries, 0, 0);
    }

    /** For ublk control commands, which need 128-byte slots. Any thread, one at a time. */
    public static RingSetup control() {
        return new RingSetup(32, 64, IoUring.IORING_SETUP_SQE128(), 0);
    }

    /** For one queue thread, with one slot for each of so many tags; see {@link #queue(int, int)}. */
    public static RingSetup queue(int tags) {
        return queue(tags, 1);
    }

    /**
     * For one queue thread, which alone may use it. Completions are posted only while that thread is in the kernel, so nothing interrupts it.
     *
     * @param tags so many slots are pinned
     * @param others so many more can be claimed between two submissions; the completion side has room for all of them, so it cannot overflow
     */
    public static RingSetup queue(int tags, int others) {
        int flags = IoUring.IORING_SETUP_SINGLE_ISSUER() | IoUring.IORING_SETUP_DEFER_TASKRUN() | IoUring
                .IORING_SETUP_COOP_TASKRUN();
        return new RingSetup(tags + others, 2 * (tags + others) + 2, flags, tags);
    }

    /** {@return bytes of one submission slot} */
    public int submissionBytes() {
        return (flags & IoUring.IORING_SETUP_SQE128()) != 0 ? 128 : 64;
    }
}
