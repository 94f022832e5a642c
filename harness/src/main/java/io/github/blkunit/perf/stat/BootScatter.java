package io.github.blkunit.perf.stat;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.FDistribution;

/**
 * Whether the boots of a run scatter more than was known before it. A few boots tell little of one cell's scatter, but a gate has many
 * cells: their mean squares are pooled and compared with what was expected (F test at 5 %), then each cell by itself (at 1 %). Where
 * they are larger the scatter seen replaces what was known. Only ever widens, and never looks at a mean.
 */
public final class BootScatter {
    private static final double POOLED_LEVEL = 0.05;
    private static final double OWN_LEVEL = 0.01;

    private BootScatter() {}

    /** The noise to go by, cell by cell. */
    public static List<BootNoise> widen(List<PairedSample> samples, List<BootNoise> known) {
        List<VarianceComponents> parts = samples.stream().map(VarianceComponents::of).toList();
        BootNoise pooled = Pool.of(parts, known).excess(POOLED_LEVEL);
        List<BootNoise> widened = new ArrayList<>();
        for (int cell = 0; cell < known.size(); cell++) {
            BootNoise own = Pool.of(parts.subList(cell, cell + 1), known.subList(cell, cell + 1)).excess(OWN_LEVEL);
            widened.add(larger(known.get(cell), larger(pooled, own)));
        }
        return List.copyOf(widened);
    }

    private static BootNoise larger(BootNoise one, BootNoise other) {
        return other.deviation() > one.deviation() ? other : one;
    }

    /** Sums over cells: squares between boots as they are and as expected, squares inside boots. */
    private record Pool(double between, double expected, int betweenFreedom, double within, int withinFreedom,
            double pairsPerBoot) {

        static Pool of(List<VarianceComponents> cells, List<BootNoise> known) {
            double between = 0;
            double expected = 0;
            int betweenFreedom = 0;
            double within = 0;
            int withinFreedom = 0;
            double pairs = 0;
            for (int i = 0; i < cells.size(); i++) {
                VarianceComponents cell = cells.get(i);
                between += cell.meanSquareBetween() * cell.betweenFreedom();
                expected += (cell.within() + cell.pairsPerBoot() * known.get(i).variance()) * cell.betweenFreedom();
                betweenFreedom += cell.betweenFreedom();
                within += cell.within() * cell.withinFreedom();
                withinFreedom += cell.withinFreedom();
                pairs += cell.pairsPerBoot();
            }
            return new Pool(between, expected, betweenFreedom, within, withinFreedom, pairs / cells.size());
        }

        BootNoise excess(double level) {
            if (betweenFreedom == 0 || withinFreedom == 0 || !isRare(level)) {
                return new BootNoise(0, 1, "nothing seen");
            }
            double variance = Math.max(0, (between / betweenFreedom - within / withinFreedom) / pairsPerBoot);
            return new BootNoise(Math.sqrt(variance), betweenFreedom, String.format(ROOT,
                    "boots differ more than was known before; the scatter of this run, %.1f %%, is used", 100 * Math.sqrt(
                            variance)), true);
        }

        private boolean isRare(double level) {
            if (expected == 0) { return between > 0; }
            return FDistribution.of(betweenFreedom, withinFreedom).survivalProbability(between / expected) < level;
        }
    }
}
