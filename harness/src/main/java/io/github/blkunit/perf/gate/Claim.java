package io.github.blkunit.perf.gate;

import static java.util.Locale.ROOT;

/**
 * What is claimed of a cell, as three bounds on the truth's log ratio (candidate to reference, above zero is better).
 *
 * @param failBelow the claim is refuted only if the truth is shown to lie below this
 * @param failAt ... and the estimate is at or below this, so that trifles do not block, however certain
 * @param passAbove the claim holds if the truth is shown to lie above this
 * @param text the claim in words
 */
public record Claim(double failBelow, double failAt, double passAbove, String text) {

    public Claim {
        if (!(failBelow <= 0 && failAt <= 0 && passAbove < 0)) {
            throw new IllegalArgumentException("a claim's bounds are slow-downs: failBelow=" + failBelow + ", failAt=" + failAt
                    + ", passAbove=" + passAbove);
        }
    }

    /**
     * The candidate has not become slower than its own earlier build.
     *
     * @param material the smallest estimated slow-down that may fail, such as 0.03; more than 0, at most {@code margin}
     * @param margin the slow-down that a pass rules out, such as 0.05; below 1
     */
    public static Claim noRegression(double material, double margin) {
        share("material", material);
        share("margin", margin);
        if (material > margin) {
            throw new IllegalArgumentException("what fails must not be smaller than what passes: material=" + material
                    + ", margin=" + margin);
        }
        return new Claim(0, Math.log1p(-material), Math.log1p(-margin), String.format(ROOT,
                "no regression: fails if slower beyond doubt and by %.1f %% or more, passes if a slow-down of %.1f %% is ruled out",
                100 * material, 100 * margin));
    }

    /** The candidate is at most this share slower than another driver: {@code by} of 0.05 allows 95 % of its speed. */
    public static Claim atMostSlowerBy(double by) {
        share("by", by);
        double bound = Math.log1p(-by);
        return new Claim(bound, bound, bound, String.format(ROOT, "at most %.1f %% slower than the reference", 100 * by));
    }

    private static void share(String what, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(what + " is a share above 0 and below 1: " + what + "=" + value);
        }
    }
}
