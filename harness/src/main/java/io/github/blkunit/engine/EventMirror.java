package io.github.blkunit.engine;

import io.github.blkunit.engine.GuestTree.Node;
import io.github.blkunit.engine.GuestTree.State;
import io.github.blkunit.wire.TestEvent;
import io.github.blkunit.wire.TestEvent.Entry;
import io.github.blkunit.wire.TestEvent.FilePart;
import io.github.blkunit.wire.TestEvent.Finished;
import io.github.blkunit.wire.TestEvent.Output;
import io.github.blkunit.wire.TestEvent.Registered;
import io.github.blkunit.wire.TestEvent.Skipped;
import io.github.blkunit.wire.TestEvent.Started;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;

/**
 * Repeats the guest's events for our listener, so that every node that was started is finished exactly once, children before their parents,
 * whatever becomes of the guest. Events of nodes that are over (a class that goes on in a second machine starts again there) are dropped.
 */
final class EventMirror {
    private final GuestTree tree;
    private final EngineExecutionListener listener;
    private final RunOutput output;
    private final ArtefactFiles artefacts;
    private final KernelWatch kernel;
    /** Failures of containers that are still open, from machines that died in them. */
    private final IdentityHashMap<Node, Throwable> flagged = new IdentityHashMap<>();
    /** Containers with tests that are to run in other machines than this one. */
    private final Set<Node> goingOn = Collections.newSetFromMap(new IdentityHashMap<>());
    private int testsEnded;

    EventMirror(GuestTree tree, EngineExecutionListener listener, RunOutput output, ArtefactFiles artefacts,
            KernelWatch kernel) {
        this.tree = tree;
        this.listener = listener;
        this.output = output;
        this.artefacts = artefacts;
        this.kernel = kernel;
    }

    void handle(TestEvent event) {
        if (event instanceof Registered registered) {
            Node added = tree.register(registered.node());
            if (added != null) listener.dynamicTestRegistered(added.descriptor);
            return;
        }
        Node node = tree.find(event.id());
        if (node == null || node.state == State.DONE) return;
        switch (event) {
            case Registered registered -> throw new IllegalStateException("handled above");
            case Started started -> start(node);
            case Skipped skipped -> skip(node, skipped.reason());
            case Finished finished -> finished(event.id(), node, result(finished));
            case Entry entry -> listener.reportingEntryPublished(node.descriptor, ReportEntry.from(entry.values()));
            case FilePart part -> file(node, part);
            case Output text -> output.accept(text.id(), text.error(), text.text());
        }
    }

    /** What comes from here on is about another machine, after which these leaves are still to run in further ones. */
    void nextMachine(List<Node> later) {
        goingOn.clear();
        testsEnded = 0;
        for (Node leaf : later) {
            for (Node up = leaf.parent; up != null; up = up.parent) goingOn.add(up);
        }
    }

    /** The end of a container in one of several machines is not its end, unless it failed before anything ran in it. */
    private void finished(String guestId, Node node, TestExecutionResult result) {
        if (node.descriptor.isTest()) testsEnded++;
        if (!goingOn.contains(node) || (result.getStatus() != Status.SUCCESSFUL && testsEnded == 0)) {
            finish(guestId, node, result);
        } else if (result.getStatus() != Status.SUCCESSFUL) {
            flag(node, result.getThrowable().orElseGet(() -> new IllegalStateException("failed in one of its machines")));
        }
    }

    void start(Node node) {
        if (node.state != State.REGISTERED) return;
        node.state = State.STARTED;
        node.startedAt = System.nanoTime();
        listener.executionStarted(node.descriptor);
        kernel.started(node);
    }

    void skip(Node node, String reason) {
        if (node.state != State.REGISTERED) return;
        node.state = State.DONE;
        listener.executionSkipped(node.descriptor, reason);
    }

    /** Ends a node, and its open children before it. */
    void finish(Node node, TestExecutionResult result) {
        finish("", node, result);
    }

    private void finish(String guestId, Node node, TestExecutionResult result) {
        start(node);
        closeChildren(node, result);
        Map<String, String> printed = output.take(guestId);
        if (!printed.isEmpty()) listener.reportingEntryPublished(node.descriptor, ReportEntry.from(printed));
        TestExecutionResult judged = kernel.finished(node, result);
        node.state = State.DONE;
        listener.executionFinished(node.descriptor, withFlagged(node, judged));
    }

    /** The container ends as failed, whatever else happens in it. */
    void flag(Node node, Throwable failure) {
        Throwable earlier = flagged.putIfAbsent(node, failure);
        if (earlier != null) earlier.addSuppressed(failure);
    }

    /** Ends whatever is still open. */
    void closeAll() {
        if (tree.top().state == State.STARTED) finish(tree.top(), TestExecutionResult.successful());
    }

    /** A test whose end nobody has seen has not passed. */
    private static TestExecutionResult unseenEnd(Node open, TestExecutionResult parents) {
        if (!open.descriptor.isTest()) return TestExecutionResult.successful();
        return TestExecutionResult.failed(parents.getThrowable().orElseGet(() -> new VmInfrastructureException(
                "the test had not ended when its class did")));
    }

    private void closeChildren(Node node, TestExecutionResult result) {
        while (true) {
            Node open = null;
            for (Node candidate : tree.deepestStarted()) {
                if (candidate != node && isBelow(candidate, node)) open = candidate;
            }
            if (open == null) return;
            finish("", open, unseenEnd(open, result));
        }
    }

    private static boolean isBelow(Node node, Node ancestor) {
        for (Node up = node.parent; up != null; up = up.parent) {
            if (up == ancestor) return true;
        }
        return false;
    }

    private TestExecutionResult withFlagged(Node node, TestExecutionResult result) {
        Throwable failure = flagged.remove(node);
        if (failure == null) return result;
        result.getThrowable().ifPresent(failure::addSuppressed);
        return TestExecutionResult.failed(failure);
    }

    private void file(Node node, FilePart part) {
        try {
            Path file = artefacts.accept(node.descriptor, part);
            if (file != null) listener.fileEntryPublished(node.descriptor, FileEntry.from(file, part.mediaType()));
        } catch (IOException e) {
            listener.reportingEntryPublished(node.descriptor, ReportEntry.from("blkunit.artefact.lost", part.name() + ": " + e));
        }
    }

    private static TestExecutionResult result(Finished finished) {
        @Nullable
        Throwable failure = Failures.optional(finished.failure());
        return switch (finished.status()) {
            case SUCCESSFUL -> TestExecutionResult.successful();
            case ABORTED -> TestExecutionResult.aborted(failure);
            case FAILED -> TestExecutionResult.failed(failure);
        };
    }
}
