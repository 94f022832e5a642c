package io.github.blkunit.perf.stat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The step-up correction of Benjamini and Hochberg: bounds the share of false ones among what is rejected. For cells that only advise. */
public final class BenjaminiHochberg {
    private BenjaminiHochberg() {}

    /** Adjusted probabilities in the order of the given ones: reject what is at most the share that is put up with. */
    public static double[] adjust(double... probabilities) {
        List<Integer> order = IntStream.range(0, probabilities.length).boxed()
                .sorted(Comparator.comparingDouble(index -> probabilities[index])).toList();
        double[] adjusted = new double[probabilities.length];
        double smallest = 1;
        for (int rank = order.size(); rank >= 1; rank--) {
            int index = order.get(rank - 1);
            smallest = Math.min(smallest, probabilities[index] * order.size() / rank);
            adjusted[index] = smallest;
        }
        return adjusted;
    }
}
