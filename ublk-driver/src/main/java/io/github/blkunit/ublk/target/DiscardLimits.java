package io.github.blkunit.ublk.target;

/**
 * What the kernel may send as discards and as zeroes without data. All in bytes.
 *
 * @param granularity of discards, at least the logical block size
 * @param maxDiscard largest discard, 0 for none at all
 * @param maxZeroes largest request for zeroes, 0 for none at all
 */
public record DiscardLimits(int granularity, long maxDiscard, long maxZeroes) {
    private static final long MOST = 0xffffffffL << 9;

    public DiscardLimits {
        if (granularity < 512)
            throw new IllegalArgumentException("the granularity must be at least 512: granularity=" + granularity);
        if (maxDiscard < 0 || maxDiscard > MOST || maxZeroes < 0 || maxZeroes > MOST)
            throw new IllegalArgumentException("discards and zeroes are limited to 0.." + MOST + ": max discard=" + maxDiscard
                    + ", max zeroes="
                    + maxZeroes);
    }
}
