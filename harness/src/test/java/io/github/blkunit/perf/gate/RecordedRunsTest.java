package io.github.blkunit.perf.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.perf.gate.RecordedRuns.Run;
import io.github.blkunit.perf.stat.BootNoise;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real gate runs, judged by the rules as they are: once as without an archive, once with all A/A runs on record but the one judged. */
class RecordedRunsTest {
    private static final List<Run> RUNS = RecordedRuns.load().runs();

    static List<Run> equalBuilds() { return RUNS.stream().filter(Run::isOfEqualBuilds).toList(); }

    /** Without what is not slower per request: work that goes on all the time slows both sides, and requests that come one at a time cost a null server no more. */
    static List<Run> slowerBuilds() {
        return RUNS.stream().filter(run -> !run.planted().equals("none") && !run.planted().startsWith("background") && !run
                .planted()
                .equals("unbatched")).toList();
    }

    static List<Run> fasterBuilds() { return RUNS.stream().filter(run -> !run.reference().equals("none")).toList(); }

    @ParameterizedTest @MethodSource("equalBuilds")
    void equal_builds_raise_no_alarm(Run run) {
        assertThat(run.verdict(BootNoise.ASSUMED)).isNotEqualTo(Verdict.FAIL);
        assertThat(run.verdict(knownWithout(run))).isNotEqualTo(Verdict.FAIL);
    }

    @ParameterizedTest @MethodSource("slowerBuilds")
    void planted_slow_downs_fail(Run run) {
        assertThat(run.verdict(BootNoise.ASSUMED)).isEqualTo(Verdict.FAIL);
        assertThat(run.verdict(knownWithout(run))).isEqualTo(Verdict.FAIL);
    }

    @ParameterizedTest(allowZeroInvocations = true) @MethodSource("fasterBuilds")
    void improvements_are_named_and_never_fail(Run run) {
        assertThat(run.verdict(BootNoise.ASSUMED)).isEqualTo(Verdict.PASS);
        assertThat(run.isImproved(BootNoise.ASSUMED)).isTrue();
    }

    @Test
    void boots_of_equal_builds_scatter_by_no_more_than_is_assumed() {
        assertThat(equalBuilds()).isNotEmpty();
        assertThat(Calibration.of(equalBuilds().stream().map(Run::sample).toList()).deviation()).isLessThanOrEqualTo(
                BootNoise.ASSUMED.deviation());
    }

    private static BootNoise knownWithout(Run run) {
        return Calibration.of(equalBuilds().stream().filter(other -> !other.equals(run)).map(Run::sample).toList());
    }
}
