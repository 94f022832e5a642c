package io.github.blkunit.engine;

import io.github.blkunit.engine.GuestTree.Node;
import io.github.blkunit.engine.SessionLost.Cause;
import io.github.blkunit.kernellog.KernelReport;
import io.github.blkunit.wire.KernelMessage.KernelLog;
import io.github.blkunit.wire.LifeMessage.ThreadDump;
import io.github.blkunit.wire.LifeMessage.ThreadDumpRequest;
import io.github.blkunit.wire.Message;
import io.github.blkunit.wire.RunMessage.CancelRun;
import io.github.blkunit.wire.RunMessage.Proceed;
import io.github.blkunit.wire.RunMessage.RunFinished;
import io.github.blkunit.wire.RunMessage.RunTests;
import io.github.blkunit.wire.TestEvent;
import io.github.blkunit.wire.TestEvent.Finished;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;

/** One execution in one guest: asks for it, mirrors what happens, watches the clock and the cancellation token. */
final class GuestRun {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration DUMP_PATIENCE = Duration.ofSeconds(5);

    /** How an execution ended that did not die. */
    enum Outcome {
        COMPLETE, CANCELLED
    }

    private final GuestSession session;
    private final RunContext context;
    private final DeviceClassDescriptor type;
    private final GuestTree tree;
    private final EventMirror mirror;
    private final KernelWatch kernel;
    private final long number;
    private int finishedTests;
    private long lastEvent;
    private long cancelledAt;
    private @Nullable String overdue;
    private long dumpRequestedAt;
    private @Nullable String dump;

    GuestRun(GuestSession session, RunContext context, DeviceClassDescriptor type, GuestTree tree, EventMirror mirror,
            KernelWatch kernel, long number) {
        this.session = session;
        this.context = context;
        this.type = type;
        this.tree = tree;
        this.mirror = mirror;
        this.kernel = kernel;
        this.number = number;
    }

    /** Runs these from their beginning. */
    Outcome execute(List<String> selectors) throws SessionLost, InterruptedException {
        session.send(new RunTests(number, selectors, context.guestParameters(type.device())));
        return follow();
    }

    /** Runs what was begun early, under this number, and waits. */
    Outcome proceed() throws SessionLost, InterruptedException {
        session.send(new Proceed(number));
        return follow();
    }

    private Outcome follow() throws SessionLost, InterruptedException {
        lastEvent = System.nanoTime();
        while (true) {
            Message message = session.next(POLL);
            if (message instanceof TestEvent event) {
                lastEvent = System.nanoTime();
                mirror.handle(event);
                if (event instanceof Finished) finishedTests++;
            } else if (message instanceof KernelLog log) {
                kernel.accept(log.records());
            } else if (message instanceof ThreadDump answer) {
                dump = answer.text();
            } else if (message instanceof RunFinished end && end.run() == number) {
                Throwable problem = Failures.optional(end.problem());
                if (problem != null) mirror.finish(tree.top(), TestExecutionResult.failed(problem));
                return cancelledAt == 0 ? Outcome.COMPLETE : Outcome.CANCELLED;
            }
            if (isCancelled()) return Outcome.CANCELLED;
            checkClock();
        }
    }

    /** Nodes that came to their end in this guest. */
    int finishedTests() {
        return finishedTests;
    }

    /** What the guest's threads did when the time was up, or null. */
    @Nullable
    String threadDump() {
        return dump;
    }

    /** Tells the guest once; true when it had its time to end by itself. */
    private boolean isCancelled() throws SessionLost, InterruptedException {
        if (!context.isCancelled()) return false;
        if (cancelledAt == 0) {
            cancelledAt = System.nanoTime();
            session.send(new CancelRun(number));
        }
        return since(cancelledAt).compareTo(context.settings().cancelGrace()) > 0;
    }

    /** A test has its time from its own start; outside of tests, something has to happen within that time. */
    private void checkClock() throws SessionLost, InterruptedException {
        checkKernel();
        Duration limit = context.settings().testTimeout();
        if (overdue != null) {
            if (dump != null || since(dumpRequestedAt).compareTo(DUMP_PATIENCE) > 0)
                throw overdueNow(overdue);
            return;
        }
        boolean testOpen = false;
        for (Node open : tree.deepestStarted()) {
            if (!open.descriptor.isTest()) continue;
            testOpen = true;
            if (since(open.startedAt).compareTo(limit) > 0) overdue("did not end", limit);
        }
        if (!testOpen && since(lastEvent).compareTo(limit) > 0)
            overdue("did not go on (in a set-up or tear-down method, or in the driver)", limit);
    }

    /** A kernel that said it is stuck gets some more time to go on after all; a dead one has said all. */
    private void checkKernel() throws SessionLost, InterruptedException {
        KernelReport report = kernel.gravest();
        if (report == null) return;
        boolean dead = Gravity.of(report) == Gravity.DEAD;
        Duration grace = dead ? Duration.ZERO : context.settings().stuckGrace();
        if (since(kernel.gravestAt()).compareTo(grace) < 0) return;
        throw session.giveUp(Cause.KERNEL, report.title() + "\nThe guest's kernel reported this" + (dead ? ""
                : ", and the test did not end within the next " + text(grace) + " (blkunit.stuck.grace)")
                + "; its machine is replaced");
    }

    /** What the kernel said of it explains more than the time that is up. */
    private SessionLost overdueNow(String why) throws InterruptedException {
        KernelReport report = kernel.gravest();
        if (report == null) return session.giveUp(Cause.TIMEOUT, why);
        return session.giveUp(Cause.KERNEL, report.title() + "\nThe guest's kernel reported this, and the test " + why);
    }

    private void overdue(String what, Duration limit) throws SessionLost, InterruptedException {
        if (overdue != null) return;
        overdue = what + " within " + text(limit) + " (blkunit.test.timeout); its machine is replaced, what its threads did is in"
                + " thread-dump.txt";
        dumpRequestedAt = System.nanoTime();
        session.send(new ThreadDumpRequest(number));
    }

    private static String text(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}
