package io.github.blkunit.blktests.check;

import java.util.List;
import java.util.Map;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs tests with our engine: one machine for all of them.
 *
 * @param parameters JUnit's configuration parameters, ours among them
 */
record JunitRun(Class<?> testClass, Map<String, String> parameters) {
    private static final String ENGINE = "blkunit";

    JunitRun { parameters = Map.copyOf(parameters); }

    /** Returns when they have ended. */
    void of(List<PortedTest> tests, CheckListener listener) {
        List<DiscoverySelector> selectors = tests.stream().flatMap(test -> test.selectors(testClass).stream()).toList();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request().selectors(selectors)
                .filters(EngineFilter.includeEngines(ENGINE)).configurationParameters(parameters).build();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(request, listener);
        listener.reportMissing(tests);
    }
}
