package io.github.blkunit.blktests.check;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Turns JUnit's events into {@link Result}s. A test that is chosen and of which nothing was heard at the end has failed: its
 * machine or device did not come up. Events come one at a time.
 */
final class CheckListener implements TestExecutionListener {
    private final Map<String, PortedTest> byMethod;
    private final String device;
    private final Progress progress;
    private final Map<String, Running> running = new HashMap<>();
    private final Set<PortedTest> seen = new HashSet<>();
    private final StringBuilder troubles = new StringBuilder();
    private @Nullable TestPlan plan;

    /** Gets what becomes of tests. */
    interface Progress {
        void started(PortedTest test);

        /** The test ended; {@code files} are what it published, by name. */
        void finished(Result result, Map<String, Path> files);

        /** A machine or a device failed. */
        void trouble(String what);
    }

    /** A test between start and end. */
    private static final class Running {
        private final long start = System.nanoTime();
        private final Map<String, String> fields = new LinkedHashMap<>();
        private final Map<String, Path> files = new LinkedHashMap<>();
    }

    /** @param device name of the given device until the guest tells a better one */
    CheckListener(List<PortedTest> tests, String device, Progress progress) {
        this.byMethod = tests.stream().flatMap(test -> test.methods().stream().map(method -> Map.entry(method.getName(), test)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
        this.device = device;
        this.progress = progress;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) { this.plan = plan; }

    @Override
    public void executionStarted(TestIdentifier node) {
        if (!node.isTest()) { return; }
        running.put(node.getUniqueId(), new Running());
        testOf(node).ifPresent(progress::started);
    }

    @Override
    public void reportingEntryPublished(TestIdentifier node, ReportEntry entry) {
        Running run = running.get(node.getUniqueId());
        if (run != null) { run.fields.putAll(entry.getKeyValuePairs()); }
    }

    @Override
    public void fileEntryPublished(TestIdentifier node, FileEntry file) {
        Running run = running.get(node.getUniqueId());
        if (run != null) { run.files.put(String.valueOf(file.getPath().getFileName()), file.getPath()); }
    }

    @Override
    public void executionSkipped(TestIdentifier node, String reason) {
        testOf(node).ifPresent(test -> finished(test, node, Verdict.NOT_RUN, reason, new Running()));
    }

    @Override
    public void executionFinished(TestIdentifier node, TestExecutionResult result) {
        String why = result.getThrowable().map(CheckListener::message).orElse("");
        Optional<PortedTest> test = testOf(node);
        Running run = running.remove(node.getUniqueId());
        if (test.isPresent() && (run != null || result.getStatus() != TestExecutionResult.Status.SUCCESSFUL)) {
            Verdict verdict = switch (result.getStatus()) {
                case SUCCESSFUL -> Verdict.PASSED;
                case ABORTED -> Verdict.NOT_RUN;
                case FAILED -> Verdict.FAILED;
            };
            finished(test.get(), node, verdict, why, run == null ? new Running() : run);
        } else if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            troubles.append(troubles.isEmpty() ? "" : "\n").append(why);
            progress.trouble(why);
        }
    }

    /** What was chosen and never heard of. */
    void reportMissing(List<PortedTest> chosen) {
        for (PortedTest test : chosen) {
            if (!seen.contains(test)) {
                String why = troubles.isEmpty() ? "the test was not found by JUnit" : troubles.toString();
                progress.finished(new Result(test, test.givenDevice() ? device : Result.NO_DEVICE, "", Verdict.FAILED,
                        "never started: " + why, Duration.ZERO, Map.of()), Map.of());
            }
        }
    }

    private void finished(PortedTest test, TestIdentifier node, Verdict verdict, String reason, Running run) {
        seen.add(test);
        Map<String, String> fields = new LinkedHashMap<>(run.fields);
        String told = fields.remove(CheckedTests.DEVICE);
        String where = !test.givenDevice() ? Result.NO_DEVICE : told != null ? told : device;
        progress.finished(new Result(test, where, condition(node), verdict, reason, Duration.ofNanos(System.nanoTime()
                - run.start),
                fields), run.files);
    }

    /** The test that a node belongs to: by the method that it or one of its parents is. */
    private Optional<PortedTest> testOf(TestIdentifier node) {
        return methodNode(node).flatMap(CheckListener::method).map(MethodSource::getMethodName).map(byMethod::get);
    }

    /** Nodes below a method, such as the invocations of a parameterized test, are named by what distinguishes them. */
    private String condition(TestIdentifier node) {
        return methodNode(node).filter(method -> !method.equals(node)).map(method -> node.getDisplayName()).orElse("");
    }

    /** The topmost node of a method. */
    private Optional<TestIdentifier> methodNode(TestIdentifier node) {
        TestPlan all = plan;
        Function<TestIdentifier, Optional<TestIdentifier>> parent = all == null ? one -> Optional.empty() : all::getParent;
        Optional<TestIdentifier> found = method(node).map(source -> node);
        for (Optional<TestIdentifier> at = parent.apply(node); at.isPresent(); at = parent.apply(at.get())) {
            if (method(at.get()).isPresent()) { found = at; }
        }
        return found;
    }

    private static Optional<MethodSource> method(TestIdentifier node) {
        return node.getSource().filter(MethodSource.class::isInstance).map(MethodSource.class::cast);
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.toString() : message.strip();
    }
}
