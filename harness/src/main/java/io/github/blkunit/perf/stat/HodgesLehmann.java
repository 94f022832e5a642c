package io.github.blkunit.perf.stat;

import org.apache.commons.statistics.descriptive.Median;

/** The median of the means of all couples of values: an average that one wild value in ten hardly moves. */
public final class HodgesLehmann {
    private HodgesLehmann() {}

    /** Of at least one value. Takes time and memory with the square of their number. */
    public static double of(double... values) {
        if (values.length == 0) { throw new IllegalArgumentException("there is no median of nothing"); }
        return Median.withDefaults().evaluate(averages(values));
    }

    /** The means of all couples of values, each value with itself included; in no order. */
    public static double[] averages(double... values) {
        double[] averages = new double[values.length * (values.length + 1) / 2];
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i; j < values.length; j++) { averages[next++] = (values[i] + values[j]) / 2; }
        }
        return averages;
    }
}
