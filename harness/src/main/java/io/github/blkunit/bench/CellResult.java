package io.github.blkunit.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Median;

/**
 * What the rounds of one cell say.
 *
 * @param cell which
 * @param ratio ours divided by theirs, requests per second: the Hodges-Lehmann estimate of the paired rounds
 * @param lower where the 95 % interval of the ratio begins (Wilcoxon's signed ranks of the paired rounds; one machine, so
 *        boots are not in it)
 * @param upper where it ends
 * @param pairs rounds that both servers have
 * @param ours medians of our server
 * @param theirs medians of the other
 */
public record CellResult(BenchCell cell, double ratio, double lower, double upper, int pairs, Figures ours, Figures theirs) {
    /**
     * Medians of the rounds.
     *
     * @param iops requests per second
     * @param p50 completion latency in nanoseconds, as p99 and p999
     * @param cpuPerRequest nanoseconds of the server's processor time for each request
     * @param switchesPerRequest context switches of the server for each request
     */
    public record Figures(double iops, double p50, double p99, double p999, double cpuPerRequest, double switchesPerRequest) {
        static Figures of(List<Round> rounds) {
            return new Figures(median(rounds, Round::iops), median(rounds, Round::p50), median(rounds, Round::p99), median(rounds,
                    Round::p999), median(
                            rounds, Round::cpuPerRequest), median(rounds, Round::switchesPerRequest));
        }

        private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
            return Median.withDefaults().evaluate(rounds.stream().mapToDouble(figure).toArray());
        }
    }

    /** {@return a result for every cell that has at least two pairs, in the order of the rounds} */
    public static List<CellResult> of(List<Round> rounds) {
        List<CellResult> results = new ArrayList<>();
        for (BenchCell cell : rounds.stream().map(Round::cell).distinct().toList())
            of(cell, rounds.stream().filter(round -> round.cell().equals(cell)).toList()).ifPresent(results::add);
        return results;
    }

    private static Optional<CellResult> of(BenchCell cell, List<Round> rounds) {
        List<Round> ours = rounds.stream().filter(Round::isOurs).toList();
        List<Round> theirs = rounds.stream().filter(round -> !round.isOurs()).toList();
        double[] logs = ours.stream().flatMapToDouble(mine -> theirs.stream().filter(other -> other.round() == mine.round())
                .mapToDouble(other -> Math.log(
                        mine.iops() / other.iops()))).toArray();
        if (logs.length < 2) return Optional.empty();
        PairedRatio ratio = PairedRatio.of(logs);
        return Optional.of(new CellResult(cell, ratio.ratio(), ratio.lower(), ratio.upper(), logs.length, Figures.of(ours),
                Figures
                        .of(theirs)));
    }

    /** {@return the median of the cells' ratios} */
    public static double medianRatio(List<CellResult> results) {
        return Median.withDefaults().evaluate(Arrays.copyOf(results.stream().mapToDouble(CellResult::ratio).toArray(), results
                .size()));
    }
}
