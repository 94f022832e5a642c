package io.github.blkunit.guest.run;

import io.github.blkunit.wire.Failure;
import io.github.blkunit.wire.NodeInfo;
import io.github.blkunit.wire.TestEvent.Entry;
import io.github.blkunit.wire.TestEvent.Finished;
import io.github.blkunit.wire.TestEvent.Registered;
import io.github.blkunit.wire.TestEvent.Skipped;
import io.github.blkunit.wire.TestEvent.Started;
import io.github.blkunit.wire.TestEvent.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Sends every event of the launcher. The engine's own node is none of the host's business, unless it failed. */
final class EventSender implements TestExecutionListener {
    private static final int MAX_VALUE = 128 << 10;
    private static final int MAX_NAME = 8 << 10;
    private final Sink sink;
    private final OutputCapture output;
    private final Artefacts artefacts;
    private final KernelMarks marks;
    private volatile @Nullable Failure problem;

    EventSender(Sink sink, OutputCapture output, Artefacts artefacts, KernelMarks marks) {
        this.sink = sink;
        this.output = output;
        this.artefacts = artefacts;
        this.marks = marks;
    }

    /** Why the engine as a whole failed, or null. */
    @Nullable
    Failure problem() {
        return problem;
    }

    @Override
    public void dynamicTestRegistered(TestIdentifier node) {
        sink.send(new Registered(info(node)));
    }

    @Override
    public void executionSkipped(TestIdentifier node, String reason) {
        if (isEngine(node)) return;
        sink.send(new Skipped(node.getUniqueId(), reason));
    }

    @Override
    public void executionStarted(TestIdentifier node) {
        if (isEngine(node)) return;
        marks.started(node);
        sink.send(new Started(node.getUniqueId()));
        output.started(node.getUniqueId());
        artefacts.started(node.getUniqueId());
    }

    @Override
    public void executionFinished(TestIdentifier node, TestExecutionResult result) {
        Failure failure = result.getThrowable().map(FailureRecorder::record).orElse(null);
        if (isEngine(node)) {
            problem = failure;
            return;
        }
        output.finished(node.getUniqueId());
        artefacts.finished(node.getUniqueId(), node.isTest());
        marks.finished(node);
        sink.send(new Finished(node.getUniqueId(), status(result), failure));
    }

    @Override
    public void reportingEntryPublished(TestIdentifier node, ReportEntry entry) {
        Map<String, String> values = new LinkedHashMap<>();
        entry.getKeyValuePairs().forEach((key, value) -> values.put(key, FailureRecorder.shortened(value, MAX_VALUE)));
        sink.send(new Entry(node.getUniqueId(), values));
    }

    @Override
    public void fileEntryPublished(TestIdentifier node, FileEntry file) {
        artefacts.publish(node.getUniqueId(), file.getPath(), file.getMediaType().orElse(null));
    }

    private static boolean isEngine(TestIdentifier node) {
        return node.getParentIdObject().isEmpty();
    }

    private static Status status(TestExecutionResult result) {
        return switch (result.getStatus()) {
            case SUCCESSFUL -> Status.SUCCESSFUL;
            case ABORTED -> Status.ABORTED;
            case FAILED -> Status.FAILED;
        };
    }

    private static NodeInfo info(TestIdentifier node) {
        TestSource source = node.getSource().orElse(null);
        String className = null;
        String methodName = null;
        String parameters = null;
        if (source instanceof MethodSource method) {
            className = method.getClassName();
            methodName = method.getMethodName();
            parameters = method.getMethodParameterTypes();
        } else if (source instanceof ClassSource type) {
            className = type.getClassName();
        }
        List<String> tags = new ArrayList<>();
        for (TestTag tag : node.getTags()) tags.add(tag.getName());
        String displayName = FailureRecorder.shortened(node.getDisplayName(), MAX_NAME);
        String legacyName = FailureRecorder.shortened(node.getLegacyReportingName(), MAX_NAME);
        return new NodeInfo(node.getUniqueId(), node.getParentId().orElse(""), displayName, legacyName, node.isTest(),
                node.isContainer(), tags, className, methodName, parameters);
    }
}
