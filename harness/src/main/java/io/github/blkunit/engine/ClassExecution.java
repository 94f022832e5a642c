package io.github.blkunit.engine;

import io.github.blkunit.engine.GuestTree.Node;
import io.github.blkunit.engine.GuestTree.State;
import io.github.blkunit.engine.SessionLost.Cause;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.opentest4j.TestAbortedException;

/**
 * One class with one configuration, from its start to its end. If a guest dies, the tests that were running in it fail, and what has not
 * started goes on in a fresh machine, until {@value #MAX_MACHINES} machines have died that were to serve more than one test. No node is left open, whatever happens.
 */
final class ClassExecution {
    private static final int MAX_MACHINES = 4;
    private final DeviceClassDescriptor type;
    private final RunContext context;
    private final ClassMachine machine;
    private final GuestTree tree;
    private final EventMirror mirror;
    private final KernelWatch kernel;
    private final ArtefactFiles artefacts;
    private final ClassClock clock;
    private final EngineExecutionListener listener;
    private final EarlyStarts early;

    /**
     * @param clock which goes since it is the class's turn
     * @param early what waits for its turn in a machine already
     */
    ClassExecution(DeviceClassDescriptor type, RunContext context, ClassClock clock, EarlyStarts early) {
        this.type = type;
        this.context = context;
        this.early = early;
        this.machine = new ClassMachine(context);
        this.clock = clock;
        this.listener = clock;
        this.tree = new GuestTree(type, context.root());
        this.artefacts = new ArtefactFiles(context.settings().artefacts());
        this.kernel = new KernelWatch(tree.top(), context.settings().patterns(), new KernelVerdict(tree.top(), type.testClass(),
                listener, artefacts));
        this.mirror = new EventMirror(tree, listener, context.newOutput(), artefacts, kernel);
    }

    void execute() throws InterruptedException {
        try (artefacts) {
            executeInMachines();
        } catch (InterruptedException e) {
            cancel();
            throw e;
        } catch (VmInfrastructureException e) {
            failClass(e);
        } catch (IOException | RuntimeException | Error e) {
            failClass(new VmInfrastructureException("blkunit failed on the host: " + e, e));
        } finally {
            mirror.closeAll();
            early.over(type);
            context.say(clock.text(type.testClass().getName()));
        }
    }

    private void executeInMachines() throws InterruptedException {
        int lost = 0;
        for (boolean first = true;; first = false) {
            List<Node> remaining = tree.remaining();
            if (remaining.isEmpty() && !first) return;
            int turn = type.turn(remaining.size());
            List<Node> later = remaining.subList(turn, remaining.size());
            mirror.nextMachine(later);
            List<String> selectors = context.nextTurn(type, remaining);
            Optional<EarlyStart> waiting = machine.isThere() ? Optional.empty() : early.take(type, selectors);
            waiting.ifPresent(start -> machine.take(start.machine()));
            GuestSession session = machine.session(type.start());
            ClassFileVersion.check(type.testClass(), session.connection().guestJavaFeature());
            long number = waiting.map(EarlyStart::run).orElseGet(context::nextRun);
            GuestRun run = new GuestRun(session, context, type, tree, mirror, kernel, number);
            early.begin(type, context.nextTurn(type, later));
            try {
                switch (waiting.isPresent() ? run.proceed() : run.execute(selectors)) {
                    case COMPLETE -> {
                        finished();
                        if (turn < remaining.size()) requireProgress(remaining.getFirst());
                        endTurn(turn == remaining.size());
                    }
                    case CANCELLED -> {
                        machine.discard();
                        cancel();
                        return;
                    }
                }
                if (turn == remaining.size() || tree.top().state == State.DONE) return;
            } catch (SessionLost e) {
                machine.discard();
                died(e, run);
                kernel.machineLost();
                lost++;
                boolean enough = lost == MAX_MACHINES && !type.hasMachinePerTest(); // where each death costs one test, all get theirs
                if (enough || context.isCancelled()) {
                    skipRemaining("not run: " + lost + " machines died in this class, the last one because " + firstLine(e));
                    return;
                }
            }
        }
    }

    private void requireProgress(Node leaf) {
        if (tree.remaining().contains(leaf)) {
            failClass(new VmInfrastructureException("the guest ended the run without having run " + leaf.descriptor
                    .getDisplayName()));
        }
    }

    /** The last machine of a class may serve the next class; the others were for one test each. */
    private void endTurn(boolean last) {
        if (last && !type.hasMachinePerTest()) machine.release();
        else
            machine.discard();
    }

    /** The explicit end came; a class that nobody has seen then is a failure, not a success. */
    private void finished() {
        if (tree.top().state == State.REGISTERED) {
            failClass(new VmInfrastructureException("the guest ended the run without having run " + type.testClass().getName()));
        }
    }

    private void died(SessionLost death, GuestRun run) {
        boolean progress = run.finishedTests() > 0;
        for (Node victim : tree.deepestStarted()) {
            if (victim.descriptor.isTest()) {
                publishEvidence(victim, death, run);
                mirror.finish(victim, TestExecutionResult.failed(failure(death, victim)));
                closeDynamic(victim, death);
            } else {
                publishEvidence(victim, death, run);
                mirror.flag(victim, failure(death, victim));
                // Nothing ran in it: it was its set-up (or its tear-down) that died, and another machine would only die of it again.
                if (victim.dynamic || !progress || tree.remaining().isEmpty())
                    mirror.finish(victim, TestExecutionResult.successful());
            }
        }
        if (tree.top().state == State.REGISTERED) failClass(failure(death, tree.top()));
    }

    /** Invocations that were still to come are unknown: their container cannot go on elsewhere, and says so. */
    private void closeDynamic(Node victim, SessionLost death) {
        for (Node up = victim; up != null && up.dynamic; up = up.parent) {
            Node parent = up.parent;
            if (parent == null || parent.state != State.STARTED) return;
            if (!parent.dynamic) {
                mirror.finish(parent, TestExecutionResult.failed(new VmInfrastructureException(
                        "further invocations were not run: the machine was lost in '" + victim.descriptor.getDisplayName() + "' ("
                                + firstLine(death) + ")")));
                return;
            }
        }
    }

    private void publishEvidence(Node victim, SessionLost death, GuestRun run) {
        Map<String, String> files = new LinkedHashMap<>(death.files());
        String dump = run.threadDump();
        if (dump != null) files.put("thread-dump.txt", dump);
        files.forEach((name, text) -> publish(victim, name, text));
    }

    private void publish(Node victim, String name, String text) {
        try {
            Path file = artefacts.write(victim.descriptor, name, text);
            listener.fileEntryPublished(victim.descriptor, FileEntry.from(file, "text/plain"));
        } catch (IOException e) {
            listener.reportingEntryPublished(victim.descriptor, ReportEntry.from("blkunit.artefact.lost", name + ": " + e));
        }
    }

    private Throwable failure(SessionLost death, Node victim) {
        String message = death.getMessage() + "\nartefacts: " + artefacts.folder(victim.descriptor) + " and "
                + context.settings().artefacts().resolve("machines");
        return death.kind() == Cause.MACHINERY ? new VmInfrastructureException(message) : new GuestDiedError(message);
    }

    private void cancel() {
        for (Node open : tree.deepestStarted()) {
            if (open.descriptor.isTest()) {
                mirror.finish(open, TestExecutionResult.aborted(new TestAbortedException("cancelled while it ran")));
            }
        }
        skipRemaining(EngineRun.CANCELLED);
    }

    private void skipRemaining(String reason) {
        if (tree.top().state == State.REGISTERED) {
            mirror.skip(tree.top(), reason);
            return;
        }
        for (Node node : tree.remaining()) {
            // A skipped container gets no events of its children, so the outermost one that has not started takes the event.
            Node outermost = node;
            while (outermost.parent != null && outermost.parent.state == State.REGISTERED)
                outermost = outermost.parent;
            mirror.skip(outermost, reason);
        }
    }

    private void failClass(Throwable failure) {
        if (tree.top().state != State.DONE) mirror.finish(tree.top(), TestExecutionResult.failed(failure));
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
