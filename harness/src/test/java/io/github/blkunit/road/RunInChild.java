package io.github.blkunit.road;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A JVM that runs one test class and prints what happens, one line an event. */
final class RunInChild {
    private RunInChild() {}

    public static void main(String[] arguments) throws ClassNotFoundException {
        var request = LauncherDiscoveryRequestBuilder.request().selectors(selectClass(Class.forName(arguments[0]))).build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionStarted(TestIdentifier test) {
                if (test.isTest()) System.out.println("started " + test.getDisplayName());
            }

            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (!test.isTest()) return;
                System.out.println(result.getStatus() + " " + test.getDisplayName() + result.getThrowable().map(failure -> ": "
                        + failure.getClass().getSimpleName() + ": " + failure.getMessage()).orElse(""));
            }
        });
        System.exit(0);
    }
}
