package io.github.blkunit.blktests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.github.blkunit.blktests.faults.Planted.Where;
import io.github.blkunit.blktests.subject.Subjects;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Every ported test can fail: unchanged, it finds the fault that {@link PlantedFaults} has for it. */
@Tag("vm")
class PlantedFaultsIT {
    private static final String SKIPPED = "skipped: ";

    @Test
    void the_quick_tests_of_group_loop_find_their_faults() {
        assertFound(Where.LOOP, PlantedFaults.class, Map.of());
    }

    @Test @Tag("long")
    void the_slower_tests_of_group_loop_find_their_faults() {
        assertFound(Where.LOOP_SLOW, PlantedFaults.class, Map.of());
    }

    @Test @Tag("long")
    void the_tests_of_group_ublk_find_their_faults() {
        assertFound(Where.UBLK, PlantedFaults.class, Map.of());
    }

    @Test @Tag("long")
    void tests_of_group_block_find_faults_of_the_machine() {
        assertFound(Where.BLOCK, PlantedFaults.class, Map.of());
    }

    @Test @Tag("long")
    void tests_of_a_given_device_find_a_bad_one() {
        assertFound(Where.DEVICE, PlantedFaultsOnDevice.class, Map.of());
    }

    @Test @Tag("long")
    void tests_that_need_the_instrumented_kernel_find_faults_of_the_machine() {
        assertFound(Where.INSTRUMENTED, PlantedFaults.class, Map.of("blkunit.kernel", "instrumented"));
    }

    /** Runs the place's tests in one machine. */
    private static void assertFound(Where where, Class<?> testClass, Map<String, String> parameters) {
        String only = System.getProperty("blkunit.faults.only", "");
        List<Planted> rows = FaultTable.in(where).stream().filter(row -> row.id().matches(only.isEmpty() ? ".*" : only)).toList();
        Map<String, String> failures = failures(rows.stream().map(Planted::method).toList(), testClass, parameters);
        Set<String> others = new TreeSet<>(failures.keySet());
        rows.forEach(row -> others.remove(row.method()));
        assertThat(others).as("failures beside the tests: %s", failures).isEmpty();
        rows.forEach(row -> System.out.println("planted: " + row.row() + failures.get(row.method())));
        SoftAssertions.assertSoftly(softly -> rows.forEach(row -> softly.assertThat(failures.get(row.method())).as(
                "failure of %s", row.id()).isNotNull().doesNotStartWith(SKIPPED).contains(row.said())));
    }

    private static Map<String, String> failures(List<String> tests, Class<?> testClass, Map<String, String> parameters) {
        List<Method> methods = Arrays.stream(testClass.getMethods()).filter(method -> tests.stream().anyMatch(
                method.getName()::startsWith)).toList();
        assertThat(methods).hasSameSizeAs(tests);
        var request = LauncherDiscoveryRequestBuilder.request().selectors(methods.stream().map(
                method -> (DiscoverySelector) selectMethod(
                        testClass, method)).toList()).filters(EngineFilter.includeEngines("blkunit"))
                .configurationParameter(Subjects.LOOPS, FaultyLoops.class.getName())
                .configurationParameter(Subjects.UBLK, FaultyUblk.class.getName())
                .configurationParameter("blkunit.blktests.timeout", "2").configurationParameter("blkunit.output", "false")
                .configurationParameters(parameters)
                .build();
        Map<String, String> failures = new TreeMap<>();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                String skipped = result.getStatus() == TestExecutionResult.Status.ABORTED ? SKIPPED : "";
                result.getThrowable().ifPresent(failure -> failures.put(method(test), skipped + failure.getMessage()));
            }

            @Override
            public void executionSkipped(TestIdentifier test, String reason) {
                failures.put(method(test), SKIPPED + reason);
            }
        });
        return failures;
    }

    /** As {@link Planted#method}. */
    private static String method(TestIdentifier test) {
        return test.getDisplayName().replaceAll("_.*", "_");
    }
}
