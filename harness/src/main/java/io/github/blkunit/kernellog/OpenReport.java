package io.github.blkunit.kernellog;

import io.github.blkunit.kernellog.Signature.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** A report that is still being printed. */
final class OpenReport {
    private static final int MOST_LINES = 600;
    /** A report comes in one go; what comes so much later is something else. */
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Set<String> MANY_VOICES = Set.of("lockup", "rcu-stall");
    private final Signature signature;
    private final LogLine header;
    private final List<LogLine> lines = new ArrayList<>();
    private boolean sawFrame;
    private boolean traceOver;
    private boolean over;

    OpenReport(Signature signature, List<LogLine> before, LogLine header) {
        this.signature = signature;
        this.header = header;
        lines.addAll(before);
        lines.add(header);
        over = signature.shape() == Shape.LINE;
    }

    /** Whether a line that begins something can be part of this report: it dies of it, or is announced by it. */
    boolean absorbs(Signature other) {
        if (signature.level() == Level.FATAL || other.shape() == Shape.TAIL) return true;
        boolean general = other.kind().equals("warning") || other.kind().equals("bug");
        return signature.shape() == Shape.LEAD && !sawFrame && general;
    }

    /** Whether this line goes on with the report. */
    boolean takes(LogLine line) {
        if (over || lines.size() >= MOST_LINES) return false;
        if (isForeign(line)) return true; // in between: not the end, and not part of it
        if (line.time() != null && lines.getLast().time() != null && line.time().minus(lines.getLast().time()).compareTo(PAUSE)
                > 0
                && signature.level() != Level.FATAL) {
            return false;
        }
        return !traceOver || Stack.isBody(line.text()) || signature.level() == Level.FATAL;
    }

    void add(LogLine line) {
        if (isForeign(line)) return;
        lines.add(line);
        sawFrame |= Stack.isFrame(line.text());
        traceOver |= line.text().strip().equals("</TASK>");
        over = line.text().startsWith("---[ end trace") && signature.level() != Level.FATAL;
    }

    /** Whether somebody else printed it; a dying kernel and one that stalls let other CPUs speak, too. */
    private boolean isForeign(LogLine line) {
        return header.caller() != null && line.caller() != null && !header.caller().equals(line.caller())
                && signature.level() != Level.FATAL && !MANY_VOICES.contains(signature.kind());
    }

    /** All of it that there is. */
    KernelReport end(Patterns patterns, @Nullable String cutOff) {
        Matcher match = signature.match().matcher(header.text());
        if (!match.lookingAt()) throw new IllegalStateException("not the header of " + signature.name() + ": " + header);
        String frame = null;
        List<String> candidates = new ArrayList<>();
        String named = group(match, "frame");
        if (named != null) candidates.add(Stack.plain(named));
        candidates.addAll(Stack.functions(lines));
        for (String candidate : candidates) {
            if (!patterns.isDull(candidate)) {
                frame = candidate;
                break;
            }
        }
        String task = group(match, "task");
        if (task == null) task = Stack.task(lines).orElse(null);
        String title = Title.of(signature, match, frame, task);
        return new KernelReport(signature.level(), signature.kind(), title, header.text(), task, frame, lines, corruption(cutOff,
                candidates.isEmpty()));
    }

    private @Nullable String corruption(@Nullable String cutOff, boolean noFrame) {
        if (signature.shape() == Shape.TAIL) return "what it is the consequence of was not seen";
        if (signature.shape() == Shape.LINE || !noFrame) return null;
        return cutOff == null ? "no stack in it" : "no stack in it, " + cutOff;
    }

    private @Nullable String group(Matcher match, String name) {
        return signature.match().namedGroups().containsKey(name) ? match.group(name) : null;
    }
}
