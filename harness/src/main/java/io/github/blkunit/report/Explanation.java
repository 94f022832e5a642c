package io.github.blkunit.report;

import static java.util.Locale.ROOT;

import io.github.blkunit.perf.archive.RunDocument;
import io.github.blkunit.perf.archive.RunDocument.Cell;
import io.github.blkunit.perf.archive.RunDocument.Decision;

/** A run's verdict in words: which figure was compared with which bound. */
public final class Explanation {
    private Explanation() {}

    /** Of the whole run. */
    public static String of(RunDocument run) {
        StringBuilder text = new StringBuilder(run.title() + "\nverdict: " + run.verdict() + (run.blocks() ? "" : " (advisory)")
                + "\n" + run.trust() + "\n");
        for (String note : run.notes()) { text.append(note).append('\n'); }
        for (Cell cell : run.cells()) { text.append('\n').append(of(cell)); }
        return text.toString();
    }

    /** Of one cell. */
    public static String of(Cell cell) {
        Decision decision = cell.decision();
        if (decision.verdict().equals("NONE")) { return cell.name() + ": no verdict\n"; }
        int pairs = cell.boots().stream().mapToInt(boot -> boot.pairs().size()).sum();
        StringBuilder text = new StringBuilder(String.format(ROOT, """
                %s: %s
                  claim      %s
                  ratio      %.4f of the reference's speed, 95 %% interval %.4f ... %.4f; %d pairs over %d boots
                  scatter    a pair by %.1f %%; a boot by %.1f %% (%s)
                  cross-check  bootstrap interval %.4f ... %.4f, Hodges-Lehmann %.4f
                """, cell.name(), decision.verdict(), cell.claim(), decision.ratio(), decision.lower95(), decision.upper95(),
                pairs, cell.boots().size(), 100 * decision.pairDeviation(), 100 * decision.bootDeviation(), decision.noise(),
                decision.bootstrapLower95(), decision.bootstrapUpper95(), decision.robustRatio()));
        text.append(String.format(ROOT, "  fails?     %s%n", fails(cell)));
        text.append(String.format(ROOT, "  passes?    a slow-down below %.4f must be ruled out with 95 %%: %s%n", Math.exp(cell
                .passAbove()), decision.verdict().equals("PASS") ? "it is" : "it is not, or it failed"));
        for (String note : decision.notes()) { text.append("  note       ").append(note).append('\n'); }
        if (decision.improved()) { text.append("  faster than the reference beyond doubt\n"); }
        return text.toString();
    }

    private static String fails(Cell cell) {
        Decision decision = cell.decision();
        if (decision.level() == 0) { return "not possible at this look: too few boots"; }
        boolean rare = decision.probability() <= decision.level();
        boolean material = Math.log(decision.ratio()) <= cell.failAt();
        return String.format(ROOT,
                "such figures have probability %.2g (corrected for the cells) if the truth were %.4f; at most %.2g fails: %s. The ratio must be at most %.4f: %s",
                decision.probability(), Math.exp(cell.failBelow()), decision.level(), rare ? "yes" : "no", Math.exp(cell
                        .failAt()),
                material ? "yes" : "no");
    }
}
