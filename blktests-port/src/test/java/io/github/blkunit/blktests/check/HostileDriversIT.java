package io.github.blkunit.blktests.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.blktests.BlockTests;
import io.github.blkunit.driver.DmError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under a driver that does harm every test against a given device ends in bounded time, with a failure that says what it saw. */
@Tag("vm")
class HostileDriversIT {
    private static final Duration BOUND = Duration.ofMinutes(3);

    @Tag("vm")
    @BlockDevice(driver = DmError.class, size = "64M")
    static class OnErrors implements BlockTests {}

    @Tag("vm")
    @BlockDevice(driver = HostileDrivers.Stalling.class)
    static class OnStalls implements BlockTests {}

    @Tag("vm")
    @BlockDevice(driver = HostileDrivers.Vanishing.class)
    static class OnVanishing implements BlockTests {}

    @Tag("vm")
    @BlockDevice(driver = HostileDrivers.TooSmall.class, size = "64M")
    static class OnTooSmall implements BlockTests {}

    @Test
    void a_device_that_returns_errors_fails_the_test_with_EIO() {
        assertThat(failure(OnErrors.class, "block/012")).contains("EIO (5)");
    }

    @Test
    void a_device_that_vanishes_in_mid_test_fails_it_with_what_is_missing() {
        assertThat(failure(OnVanishing.class, "block/005")).containsPattern("EIO|ENODEV|ENXIO|ENOENT");
    }

    @Test @Tag("long")
    void a_device_that_lies_about_its_size_fails_the_test_with_EIO() {
        assertThat(failure(OnTooSmall.class, "block/004")).containsPattern("EIO|error");
    }

    @Test @Tag("long")
    void a_device_that_stalls_for_a_minute_fails_the_test_with_what_was_in_flight() {
        assertThat(failure(OnStalls.class, "block/012")).contains("the device did not answer", "in flight (reads writes)=");
    }

    @ParameterizedTest @Tag("long") @ValueSource(classes = {OnErrors.class, OnStalls.class, OnVanishing.class, OnTooSmall.class})
    void every_test_against_a_given_device_ends(Class<?> onDriver) {
        for (PortedTest test : Catalogue.of(onDriver)) {
            if (test.givenDevice() && test.group().equals("block")) {
                Result result = run(onDriver, test);
                System.out.printf("%s %s %s %.1f s: %s%n", onDriver.getSimpleName(), test.id(), result.verdict(), result.runtime()
                        .toMillis() / 1000.0, result.reason());
                assertThat(result.runtime()).as("%s", result).isLessThan(BOUND);
            }
        }
    }

    private static String failure(Class<?> onDriver, String id) {
        PortedTest test = Catalogue.of(onDriver).stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
        Result result = run(onDriver, test);
        assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.FAILED);
        assertThat(result.runtime()).as("%s", result).isLessThan(BOUND);
        return result.reason();
    }

    /** A machine for each test: a driver does its harm once. */
    private static Result run(Class<?> onDriver, PortedTest test) {
        List<Result> results = new CopyOnWriteArrayList<>();
        CheckListener listener = new CheckListener(List.of(test), onDriver.getSimpleName(), new CheckListener.Progress() {
            @Override
            public void started(PortedTest started) {
                // its end is what counts
            }

            @Override
            public void finished(Result result, Map<String, Path> files) { results.add(result); }

            @Override
            public void trouble(String what) {
                System.out.println("trouble under " + onDriver.getSimpleName() + ": " + what);
            }
        });
        new JunitRun(onDriver, Map.of("blkunit.output", "false")).of(List.of(test), listener);
        assertThat(results).as("results of %s", test.id()).isNotEmpty();
        return results.getFirst();
    }
}
