package io.github.blkunit.engine;

import java.util.Locale;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;

/**
 * Takes the time of a class on the way of its events to the listener: what passes before its first test and after its last one is the machine's,
 * the driver's and the set-up's. For one thread.
 */
final class ClassClock implements EngineExecutionListener {
    private final EngineExecutionListener listener;
    private final long begin = System.nanoTime();
    private long firstTest;
    private long lastTest;

    ClassClock(EngineExecutionListener listener) { this.listener = listener; }

    /** Empty if no test has run. */
    String text(String name) {
        if (firstTest == 0 || lastTest == 0) return "";
        long end = System.nanoTime();
        return String.format(Locale.ROOT,
                "blkunit: %s took %.1f s, of it %.1f s before its first test and %.1f s after its last one",
                name, seconds(begin, end), seconds(begin, firstTest), seconds(lastTest, end));
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }

    @Override
    public void dynamicTestRegistered(TestDescriptor descriptor) {
        listener.dynamicTestRegistered(descriptor);
    }

    @Override
    public void executionSkipped(TestDescriptor descriptor, String reason) {
        listener.executionSkipped(descriptor, reason);
    }

    @Override
    public void executionStarted(TestDescriptor descriptor) {
        if (descriptor.isTest() && firstTest == 0) firstTest = System.nanoTime();
        listener.executionStarted(descriptor);
    }

    @Override
    public void executionFinished(TestDescriptor descriptor, TestExecutionResult result) {
        if (descriptor.isTest()) lastTest = System.nanoTime();
        listener.executionFinished(descriptor, result);
    }

    @Override
    public void reportingEntryPublished(TestDescriptor descriptor, ReportEntry entry) {
        listener.reportingEntryPublished(descriptor, entry);
    }

    @Override
    public void fileEntryPublished(TestDescriptor descriptor, FileEntry file) {
        listener.fileEntryPublished(descriptor, file);
    }
}
