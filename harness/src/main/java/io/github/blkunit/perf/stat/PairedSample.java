package io.github.blkunit.perf.stat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.descriptive.Mean;

/**
 * The log ratios of one cell: {@code ln(candidate / reference)} of every pair, grouped by the boot that it was measured in. Above zero
 * the candidate is better. Boots are independent of each other, pairs are so only within what their boot has in common. Immutable.
 */
public final class PairedSample {
    private final List<double[]> boots;

    private PairedSample(List<double[]> boots) { this.boots = boots; }

    /**
     * A sample.
     *
     * @param boots the log ratios of each boot, at least one boot with at least one pair each
     * @throws IllegalArgumentException for an empty boot or a value that is no finite number
     */
    public static PairedSample of(List<double[]> boots) {
        if (boots.isEmpty()) { throw new IllegalArgumentException("a sample needs at least one boot"); }
        List<double[]> copies = new ArrayList<>();
        for (double[] boot : boots) {
            if (boot.length == 0) {
                throw new IllegalArgumentException("a boot without a pair says nothing: boot=" + copies.size());
            }
            for (double value : boot) {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException("not a log ratio: " + value + ", boot=" + copies.size());
                }
            }
            copies.add(boot.clone());
        }
        return new PairedSample(List.copyOf(copies));
    }

    /** The number of boots, at least 1. */
    public int boots() { return boots.size(); }

    /** The number of pairs of all boots. */
    public int pairs() { return boots.stream().mapToInt(boot -> boot.length).sum(); }

    /** The number of pairs of one boot, counted from 0. */
    public int pairs(int boot) { return boots.get(boot).length; }

    /** The log ratios of one boot, in the order of measurement; a copy. */
    public double[] boot(int boot) {
        return boots.get(boot).clone();
    }

    /** All log ratios, boot after boot; a copy. */
    public double[] all() {
        return boots.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    /** The mean of each boot. */
    public double[] bootMeans() {
        return boots.stream().mapToDouble(boot -> Mean.of(boot).getAsDouble()).toArray();
    }

    /** The mean of the boots' means: a boot that lost a pair counts as much as the others. */
    public double mean() {
        return Mean.of(bootMeans()).getAsDouble();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PairedSample sample && boots() == sample.boots()
                && Arrays.deepEquals(boots.toArray(), sample.boots.toArray());
    }

    @Override
    public int hashCode() { return Arrays.deepHashCode(boots.toArray()); }

    @Override
    public String toString() { return "PairedSample" + boots.stream().map(Arrays::toString).toList(); }
}
