package io.github.blkunit.perf.gate;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.blkunit.perf.Metric;
import io.github.blkunit.perf.stat.BootNoise;
import io.github.blkunit.perf.stat.PairedSample;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Gate runs that emulated machines really made, {@code gate-runs-tcg.json}, to be judged again.
 *
 * @param runs in the order in which they were made
 */
record RecordedRuns(List<Run> runs) {
    RecordedRuns { runs = List.copyOf(runs); }

    /**
     * One.
     *
     * @param planted fault of the candidate, {@code none} if it had none
     * @param reference fault of the reference
     * @param metric what was compared
     * @param mostBoots cap of its plan
     * @param boots log ratios of pairs, boot by boot; fewer boots than the cap if it ended sooner
     */
    record Run(String planted, String reference, Metric metric, int mostBoots, List<double[]> boots) {
        boolean isOfEqualBuilds() { return planted.equals(reference); }

        PairedSample sample() { return PairedSample.of(boots); }

        /** The verdict of the rules as they are now, at the last look that it has data for. */
        Verdict verdict(BootNoise noise) {
            return decision(noise).verdict();
        }

        boolean isImproved(BootNoise noise) { return decision(noise).cells().getFirst().improved(); }

        private GateDecision decision(BootNoise noise) {
            Claim claim = Claim.noRegression(metric.material(), metric.margin());
            CellData cell = new CellData("randread-4k-qd32", Weight.BLOCKING, claim, sample(), noise);
            return new Gate(GateRules.STANDARD.withBoots(mostBoots)).look(boots.size(), List.of(cell));
        }

        @Override
        public String toString() { return "planted=" + planted + ", in the reference=" + reference + ", boots=" + boots.size(); }
    }

    static RecordedRuns load() {
        try (InputStream in = RecordedRuns.class.getResourceAsStream("gate-runs-tcg.json")) {
            if (in == null) { throw new IOException("no such resource"); }
            return JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build().readValue(in,
                    RecordedRuns.class);
        } catch (IOException e) {
            throw new UncheckedIOException("recorded runs cannot be read", e);
        }
    }
}
