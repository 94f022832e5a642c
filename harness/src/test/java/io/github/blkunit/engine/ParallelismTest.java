package io.github.blkunit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.ByteSize;
import io.github.blkunit.engine.Parallelism.Place;
import io.github.blkunit.fio.FioResult;
import io.github.blkunit.fio.Workload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How JUnit's configuration and the host's room become a number of machines. */
class ParallelismTest {
    private static final String ENABLED = "junit.jupiter.execution.parallel.enabled";
    private static final String STRATEGY = "junit.jupiter.execution.parallel.config.strategy";
    private static final String FIXED = "junit.jupiter.execution.parallel.config.fixed.parallelism";

    static class Plain {}

    static class Measuring {
        @Test
        void measures(@Workload("rw=randread") FioResult result) {}
    }

    @Test
    void nothingIsParallelUnlessJUnitIsToldSo() {
        assertThat(parallelism(8)).isEqualTo(new Parallelism(1, false));
    }

    @Test
    void junitsNumberHoldsAsFarAsTheHostHasRoom() {
        assertThat(parallelism(8, ENABLED, "true", STRATEGY, "fixed", FIXED, "3").machines()).isEqualTo(3);
        assertThat(parallelism(2, ENABLED, "true", STRATEGY, "fixed", FIXED, "3").machines()).isEqualTo(2);
    }

    @Test
    void classesRunBesideOthersOnlyWhereJUnitWouldDoSo() {
        assertThat(parallelism(4, ENABLED, "true").of(Plain.class)).isEqualTo(Place.IN_ORDER);
        assertThat(parallelism(4, ENABLED, "true", "junit.jupiter.execution.parallel.mode.default", "concurrent").of(
                Plain.class)).isEqualTo(Place.BESIDE_OTHERS);
        assertThat(parallelism(4, ENABLED, "true", "junit.jupiter.execution.parallel.mode.default", "concurrent",
                "junit.jupiter.execution.parallel.mode.classes.default", "same_thread").of(Plain.class)).isEqualTo(
                        Place.IN_ORDER);
    }

    @Test
    void aClassThatMeasuresRunsAlone() {
        assertThat(new Parallelism(4, true).of(Measuring.class)).isEqualTo(Place.ALONE);
    }

    @Test
    void aConfigurationThatIsNoneIsRefused() {
        assertThatThrownBy(() -> parallelism(4, ENABLED, "true", STRATEGY, "bold")).isInstanceOf(
                IllegalArgumentException.class).hasMessageContaining("BOLD");
    }

    @Test
    void theHostHoldsAMachineForEachProcessorAsFarAsItsMemoryGoes() {
        assertThat(new HostRoom(8, 64L << 30).machines(ByteSize.gib(2))).isEqualTo(8);
        assertThat(new HostRoom(8, 7L << 30).machines(ByteSize.gib(2))).isEqualTo(3);
        assertThat(new HostRoom(8, 1L << 30).machines(ByteSize.gib(2))).as("one is tried in any case").isEqualTo(1);
        assertThat(HostRoom.available(List.of("MemTotal: 16 kB", "MemAvailable:    8 kB"), 1)).isEqualTo(8192);
        assertThat(HostRoom.now().memory()).isPositive();
    }

    private static Parallelism parallelism(int room, String... pairs) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) values.put(pairs[i], pairs[i + 1]);
        return Parallelism.of(new Parameters(values), room);
    }
}
