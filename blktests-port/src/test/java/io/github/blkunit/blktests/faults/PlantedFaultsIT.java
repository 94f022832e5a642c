package io.github.blkunit.blktests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.github.blkunit.blktests.subject.Subjects;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    @Test
    void the_tests_of_group_loop_find_their_faults() {
        assertFound(Map.of("loop001", "in sysfs while attached", //
                "loop002", "expected: 4096", //
                "loop004", "loop/dio", //
                "loop005", "into nothing", //
                "loop007", "size after a new look at it", //
                "loop009", "came; all events", //
                "loop013", "after detaching"));
    }

    @Test @Tag("long")
    void the_slower_tests_of_group_loop_find_their_faults() {
        assertFound(Map.of("loop003", "5000 times opening and closing", //
                "loop006", "changes of the file below", //
                "loop008", "failed", //
                "loop010", "times attached", //
                "loop011", "the kernel's complaints"));
    }

    @Test @Tag("long")
    void the_tests_of_group_ublk_find_their_faults() {
        assertFound(Map.of("ublk001", "the server ends when its device is deleted", //
                "ublk002", "state after SIGKILL", //
                "ublk003", "", //
                "ublk004", "the node", //
                "ublk005", "state after SIGKILL", //
                "ublk006", "the node"));
    }

    @Test @Tag("long")
    void tests_of_group_block_find_faults_of_the_machine() {
        assertFound(Map.ofEntries(Map.entry("block006", "fio"), //
                Map.entry("block010", "fio"), //
                Map.entry("block016", "EIO"), //
                Map.entry("block020", "fio"), //
                Map.entry("block022", "a worker failed"), //
                Map.entry("block023", "EIO"), //
                Map.entry("block028", "first byte that differs"), //
                Map.entry("block031", "fio"), //
                Map.entry("block032", "EBUSY"), //
                Map.entry("block034", "rounds after which memory was missing"), //
                Map.entry("block035", "fio"), //
                Map.entry("block046", "")));
    }

    /** @param faults what the failure says, by the start of the method's name */
    private static void assertFound(Map<String, String> faults) {
        Map<String, String> failures = failures(faults.keySet().stream().sorted().toList());
        failures.forEach((test, failure) -> System.out.println("planted: " + test + ": " + failure));
        SoftAssertions.assertSoftly(softly -> faults.forEach((test, said) -> softly.assertThat(failures.get(test)).as(
                "failure of %s", test).isNotNull().contains(said)));
    }

    private static Map<String, String> failures(List<String> tests) {
        List<Method> methods = Arrays.stream(PlantedFaults.class.getMethods()).filter(method -> tests.stream().anyMatch(
                test -> method.getName().startsWith(test + "_"))).toList();
        assertThat(methods).hasSameSizeAs(tests);
        var request = LauncherDiscoveryRequestBuilder.request().selectors(methods.stream().map(
                method -> (DiscoverySelector) selectMethod(
                        PlantedFaults.class, method)).toList()).filters(EngineFilter.includeEngines("blkunit"))
                .configurationParameter(Subjects.LOOPS, FaultyLoops.class.getName())
                .configurationParameter(Subjects.UBLK, FaultyUblk.class.getName())
                .configurationParameter("blkunit.blktests.timeout", "2").configurationParameter("blkunit.output", "false")
                .build();
        Map<String, String> failures = new TreeMap<>();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    result.getThrowable().ifPresent(failure -> failures.put(test.getDisplayName().replaceAll("_.*", ""), String
                            .valueOf(failure.getMessage())));
                }
            }

            @Override
            public void executionSkipped(TestIdentifier test, String reason) {
                failures.put(test.getDisplayName().replaceAll("_.*", ""), "skipped: " + reason);
            }
        });
        return failures;
    }
}
