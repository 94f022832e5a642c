package io.github.blkunit.guest.run;

import io.github.blkunit.wire.TestEvent.Entry;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;

/** Marks in the kernel's log for the tests, and for the class around them. */
final class KernelMarks implements AutoCloseable {
    private static final String KEY = "blkunit.kernel.log";
    private final Sink sink;
    private final @Nullable KernelLogTap tap;
    private final Consumer<KernelLogSource> unread;
    private @Nullable String trouble;

    KernelMarks(Sink sink, @Nullable KernelLogTap tap, @Nullable String trouble,
            Consumer<KernelLogSource> unread) {
        this.sink = sink;
        this.tap = tap;
        this.trouble = trouble;
        this.unread = unread;
    }

    /** Before the host hears of a start. */
    void started(TestIdentifier node) {
        if (tap != null && isMarked(node)) tap.mark("started: " + name(node));
    }

    /** Before the host hears of an end. */
    void finished(TestIdentifier node) {
        if (!isMarked(node)) return;
        if (tap != null) {
            tap.mark("ended: " + name(node));
            String said = tap.takeTrouble();
            if (said != null) trouble = said;
        }
        if (trouble != null) sink.send(new Entry(node.getUniqueId(), Map.of(KEY, trouble)));
        trouble = null;
    }

    @Override
    public void close() {
        if (tap != null) tap.stop().ifPresent(unread);
    }

    private static boolean isMarked(TestIdentifier node) {
        return node.isTest() || node.getParentIdObject().map(parent -> parent.getSegments().size() == 1).orElse(false);
    }

    private static String name(TestIdentifier node) {
        TestSource source = node.getSource().orElse(null);
        if (!(source instanceof MethodSource method)) return node.getLegacyReportingName();
        String type = method.getClassName().substring(method.getClassName().lastIndexOf('.') + 1);
        String display = node.getDisplayName();
        boolean plain = display.startsWith(method.getMethodName());
        return type + '.' + method.getMethodName() + (plain ? "" : " " + display);
    }
}
