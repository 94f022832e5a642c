package io.github.blkunit.perf.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.driver.NullBlk;
import io.github.blkunit.fio.Fio;
import io.github.blkunit.perf.NotSlowerThan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.EngineTestKit;

class PerfEngineTest {

    @BlockDevice
    @NotSlowerThan(driver = NullBlk.class)
    static class TwoWorkloads {
        Fio randomReads() { return Fio.randread("4k").iodepth(32); }

        Fio randomWrites() { return Fio.randwrite("4k").iodepth(32); }

        Fio other(int depth) { return Fio.read("4k").iodepth(depth); }
    }

    @BlockDevice
    @NotSlowerThan
    static class SaysNothing {
        Fio randomReads() { return Fio.randread("4k"); }
    }

    static class NoGate {
        Fio randomReads() { return Fio.randread("4k"); }
    }

    @Test
    void each_method_that_gives_a_job_is_a_test() {
        assertThat(tests(selectClass(TwoWorkloads.class))).containsExactly("randomReads", "randomWrites");
        assertThat(tests(selectClass(NoGate.class))).isEmpty();
    }

    @Test
    void a_method_or_a_unique_id_selects_one_of_them() {
        assertThat(tests(selectMethod(TwoWorkloads.class, "randomWrites"))).containsExactly("randomWrites");
        assertThat(tests(selectUniqueId("[engine:blkunit-perf]/[class:" + TwoWorkloads.class.getName()
                + "]/[workload:randomReads]"))).containsExactly("randomReads");
    }

    @Test
    void a_gate_without_reference_fails_and_says_what_to_write() {
        EngineTestKit.engine(new PerfEngine()).selectors(selectClass(SaysNothing.class)).execute().testEvents().failed().list()
                .forEach(event -> assertThat(event.getPayload().orElseThrow().toString()).contains(
                        "needs a driver or mergeBaseWith"));
        EngineTestKit.engine(new PerfEngine()).selectors(selectClass(SaysNothing.class)).execute().testEvents().assertStatistics(
                events -> events.started(1).failed(1));
    }

    private static List<String> tests(DiscoverySelector selector) {
        return EngineTestKit.engine(new PerfEngine()).selectors(selector).discover().getEngineDescriptor().getDescendants()
                .stream()
                .filter(TestDescriptor::isTest).map(TestDescriptor::getDisplayName).toList();
    }
}
