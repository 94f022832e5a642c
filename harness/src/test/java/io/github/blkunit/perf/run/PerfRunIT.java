package io.github.blkunit.perf.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.driver.NullBlk;
import io.github.blkunit.driver.UblkJava;
import io.github.blkunit.perf.Metric;
import io.github.blkunit.perf.archive.RunArchive;
import io.github.blkunit.perf.archive.RunDocument.Kind;
import io.github.blkunit.perf.gate.GateRules;
import io.github.blkunit.perf.gate.Weight;
import io.github.blkunit.vm.Machines;
import io.github.blkunit.vm.VmSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One boot of a run; a verdict takes three. */
@Tag("vm")
@Tag("long")
class PerfRunIT {
    @TempDir
    private Path folder;

    @Test
    void a_boot_gives_a_ratio_per_pair_whose_figures_can_be_traced_to_fio() throws Exception {
        PerfPlan plan = new PerfPlan("it", Kind.DRIVERS, side(UblkJava.class), side(NullBlk.class), new DeviceConfiguration(1, 64,
                ByteSize.mib(256), 512), WorkloadSets.REDUCED.workloads().subList(0, 1), "", Weight.BLOCKING, OptionalDouble
                        .empty(),
                GateRules.STANDARD, 2, 1, Duration.ofMillis(100), Duration.ofMillis(300), 1, 1);
        VmSettings settings = VmSettings.from(name -> Optional.ofNullable(System.getProperty(name)));
        PerfRun run = new PerfRun(MachineOpener.of(new Machines(settings)), folder, new RunArchive(folder.resolve("archive")),
                System.out::println);
        BootData boot = run.boot(plan, RunPaths.of(plan), 1);
        assertThat(boot.finished().orElseThrow().problems()).isEmpty();
        assertThat(boot.validPairs()).hasSize(2).extracting(pair -> pair.firstIsCandidate()).containsExactly(true, false);
        for (var pair : boot.validPairs()) {
            var windows = boot.windows(pair, "randread-4k-qd1");
            assertThat(windows).hasSize(2);
            assertThat(Evaluation.logRatio(windows, Metric.IOPS)).as("ublk in Java against null_blk").isLessThan(0);
            assertThat(windows).allSatisfy(window -> assertThat(folder.resolve(boot.source(window))).content().contains(
                    "\"fio version\""));
        }
    }

    private static Side side(Class<?> driver) {
        return new Side(driver.getSimpleName(), driver.getName(), ClassPlaces.ofDriver(driver.getName()), "", "");
    }
}
