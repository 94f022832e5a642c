package io.github.blkunit.perf.stat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Holm's step-down correction: a family of tests keeps its error probability however many tests there are. */
public final class Holm {
    private Holm() {}

    /** Adjusted probabilities in the order of the given ones, each between 0 and 1: reject what is at most the family's level. */
    public static double[] adjust(double... probabilities) {
        List<Integer> order = IntStream.range(0, probabilities.length).boxed()
                .sorted(Comparator.comparingDouble(index -> probabilities[index])).toList();
        double[] adjusted = new double[probabilities.length];
        double largest = 0;
        for (int rank = 0; rank < order.size(); rank++) {
            int index = order.get(rank);
            largest = Math.max(largest, Math.min(1, (order.size() - rank) * probabilities[index]));
            adjusted[index] = largest;
        }
        return adjusted;
    }
}
