package io.github.blkunit.perf.gate;

import static java.util.Locale.ROOT;

import io.github.blkunit.perf.stat.BenjaminiHochberg;
import io.github.blkunit.perf.stat.BootNoise;
import io.github.blkunit.perf.stat.BootScatter;
import io.github.blkunit.perf.stat.Estimate;
import io.github.blkunit.perf.stat.HodgesLehmann;
import io.github.blkunit.perf.stat.Holm;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at the data of all cells after some boots. A blocking cell fails if its probability, corrected for all of them by Holm, is at
 * most what the rules spend at this look, and its estimate is material; it passes if its lower bound is above the margin.
 * What boots do comes from the archive, unless the boots of this run scatter more ({@link BootScatter}).
 *
 * @param rules fixed before the first look
 */
public record Gate(GateRules rules) {
    /** Mean and median of a steady sample differ less. */
    private static final double MODES = 0.01;

    /**
     * The decision after {@code boots} boots.
     *
     * @throws IllegalArgumentException if the rules have no look there, or there is no blocking cell
     */
    public GateDecision look(int boots, List<CellData> cells) {
        if (!rules.isLook(boots)) {
            throw new IllegalArgumentException("no look was planned here: boots=" + boots + ", looks=" + rules.looks());
        }
        if (cells.isEmpty()) { throw new IllegalArgumentException("a gate needs a cell"); }
        return decide(boots, widened(cells));
    }

    private GateDecision decide(int boots, List<CellData> cells) {
        List<CellData> blocking = cells.stream().filter(cell -> cell.weight() == Weight.BLOCKING).toList();
        List<CellData> advisory = cells.stream().filter(cell -> cell.weight() == Weight.ADVISORY).toList();
        double level = rules.alphaAt(boots);
        List<CellDecision> decided = new ArrayList<>();
        double[] holm = Holm.adjust(probabilities(blocking));
        for (int i = 0; i < holm.length; i++) { decided.add(decide(blocking.get(i), holm[i], level, blocking.size())); }
        double[] shares = BenjaminiHochberg.adjust(probabilities(advisory));
        double advisoryLevel = level == 0 ? 0 : GateRules.FALSE_DISCOVERIES;
        for (int i = 0; i < shares.length; i++) {
            decided.add(decide(advisory.get(i), shares[i], advisoryLevel, advisory.size()));
        }
        decided.sort(java.util.Comparator.comparingInt(decision -> cells.indexOf(decision.data())));
        Verdict verdict = verdict(decided.stream().filter(each -> blocking.isEmpty() || each.data().weight() == Weight.BLOCKING)
                .map(CellDecision::verdict).toList());
        boolean isFinal = boots == rules.mostBoots() || verdict != Verdict.INCONCLUSIVE;
        return new GateDecision(boots, verdict, isFinal, decided);
    }

    private static List<CellData> widened(List<CellData> cells) {
        List<BootNoise> noises = BootScatter.widen(cells.stream().map(CellData::sample).toList(), cells.stream().map(
                CellData::noise).toList());
        List<CellData> widened = new ArrayList<>();
        for (CellData cell : cells) { widened.add(cell.with(noises.get(widened.size()))); }
        return widened;
    }

    private static double[] probabilities(List<CellData> cells) {
        return cells.stream().mapToDouble(cell -> Estimate.of(cell.sample(), cell.noise()).probabilityIfTruthWere(cell.claim()
                .failBelow())).toArray();
    }

    private static Verdict verdict(List<Verdict> verdicts) {
        if (verdicts.contains(Verdict.FAIL)) { return Verdict.FAIL; }
        return verdicts.stream().allMatch(verdict -> verdict == Verdict.PASS) ? Verdict.PASS : Verdict.INCONCLUSIVE;
    }

    private CellDecision decide(CellData data, double probability, double level, int family) {
        Estimate estimate = Estimate.of(data.sample(), data.noise());
        Claim claim = data.claim();
        boolean fails = level > 0 && probability <= level && estimate.mean() <= claim.failAt();
        boolean passes = estimate.lower(rules.passConfidence()) > claim.passAbove();
        Verdict verdict = fails ? Verdict.FAIL : passes ? Verdict.PASS : Verdict.INCONCLUSIVE;
        double robust = HodgesLehmann.of(data.sample().all());
        boolean improved = estimate.lower(1 - rules.alpha() / family) > 0;
        return new CellDecision(data, verdict, estimate, probability, level, robust, improved, notes(estimate, robust));
    }

    private static List<String> notes(Estimate estimate, double robust) {
        List<String> notes = new ArrayList<>();
        if (Math.abs(robust - estimate.mean()) > Math.max(MODES, estimate.standardError())) {
            notes.add(String.format(ROOT,
                    "mean and Hodges-Lehmann median disagree (%+.1f %% and %+.1f %%): the figures have modes",
                    100 * Math.expm1(estimate.mean()), 100 * Math.expm1(robust)));
        }
        if (estimate.noise().isFromThisRun()) { notes.add(estimate.noise().origin()); }
        return notes;
    }
}
