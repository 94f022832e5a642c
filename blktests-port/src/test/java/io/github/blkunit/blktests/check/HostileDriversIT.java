package io.github.blkunit.blktests.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.MachinePerTest;
import io.github.blkunit.blktests.BlockTests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Under a driver that does harm every test against a given device ends in bounded time, with a failure that says what it saw. */
@Tag("vm")
class HostileDriversIT {
    /** A stall of 60 s, the test's own time, and what an emulated machine adds. */
    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final String EIO = "\\bEIO\\b";
    /** ENOSPC: the kernel takes a disk's size before it takes the disk. */
    private static final String GONE = "\\b(EIO|ENODEV|ENXIO|ENOENT|ENOSPC)\\b";
    /** What can run against any disk. */
    private static final Set<String> GIVEN = Set.of("block/003", "block/004", "block/005", "block/007", "block/008", "block/012",
            "block/042");

    @Tag("vm")
    @BlockDevice(driver = HostileDrivers.Failing.class, queues = 4, size = "64M")
    static class OnErrors implements BlockTests {}

    @Tag("vm")
    @MachinePerTest // the harm is done once
    @BlockDevice(driver = HostileDrivers.Stalling.class, queues = 4)
    static class OnStalls implements BlockTests {}

    @Tag("vm")
    @MachinePerTest
    @BlockDevice(driver = HostileDrivers.Vanishing.class, queues = 4)
    static class OnVanishing implements BlockTests {}

    @Tag("vm")
    @BlockDevice(driver = HostileDrivers.TooSmall.class, queues = 4, size = "64M")
    static class OnTooSmall implements BlockTests {}

    @Test
    void a_device_that_returns_errors_fails_every_test_with_EIO() {
        assertEachFails(OnErrors.class, GIVEN, EIO);
    }

    @Test
    void a_device_that_lies_about_its_size_fails_every_test_with_EIO() {
        assertEachFails(OnTooSmall.class, GIVEN, EIO);
    }

    @Test
    void a_device_that_vanishes_in_mid_test_fails_the_test_with_what_is_missing() {
        assertEachFails(OnVanishing.class, Set.of("block/005"), GONE);
    }

    @Test @Tag("long")
    void a_device_that_vanishes_in_mid_test_fails_every_test_with_what_is_missing() {
        assertEachFails(OnVanishing.class, GIVEN, GONE);
    }

    @Test @Tag("long")
    void a_device_that_stalls_for_a_minute_fails_every_test_with_what_was_in_flight() {
        assertEachFails(OnStalls.class, GIVEN, "the device did not answer.*in flight \\(reads writes\\)=");
    }

    /** {@code blkunit.faults.only}, as of PlantedFaultsIT, chooses among the ids. */
    private static void assertEachFails(Class<?> onDriver, Set<String> all, String saying) {
        String only = System.getProperty("blkunit.faults.only", ".*");
        Set<String> ids = all.stream().filter(id -> id.matches(only)).collect(Collectors.toSet());
        List<Result> results = run(onDriver, ids);
        results.forEach(result -> System.out.printf("hostile: %s | %s | %s | %.1f s | %s%n", onDriver.getSimpleName(), result
                .test().id(), result.verdict(), result.runtime().toMillis() / 1000.0, result.reason().replace('\n', ' ')));
        assertThat(results).extracting(result -> result.test().id()).containsExactlyInAnyOrderElementsOf(ids);
        SoftAssertions.assertSoftly(softly -> results.forEach(result -> {
            softly.assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.FAILED);
            softly.assertThat(result.runtime()).as("%s", result).isLessThan(BOUND);
            softly.assertThat(result.reason()).as("reason of %s", result.test().id()).containsPattern("(?s)" + saying);
        }));
    }

    private static List<Result> run(Class<?> onDriver, Set<String> ids) {
        List<PortedTest> tests = Catalogue.of(onDriver).stream().filter(test -> ids.contains(test.id())).toList();
        List<Result> results = new ArrayList<>();
        Set<String> started = new TreeSet<>();
        CheckListener listener = new CheckListener(tests, onDriver.getSimpleName(), new CheckListener.Progress() {
            @Override
            public void started(PortedTest test) { started.add(test.id()); }

            @Override
            public void finished(Result result, Map<String, Path> files) { results.add(result); }

            @Override
            public void trouble(String what) {
                System.out.println("trouble under " + onDriver.getSimpleName() + ": " + what);
            }
        });
        new JunitRun(onDriver, Map.of("blkunit.output", "false")).of(tests, listener);
        assertThat(started).as("tests that were started").containsAll(ids);
        return results;
    }
}
