package io.github.blkunit.kernellog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the lines of a report say about where and in which task it happened. */
final class Stack {
    private static final String FUNCTION = "([A-Za-z_$][\\w.$]*)\\+0x[0-9a-f]+/0x[0-9a-f]+";
    private static final Pattern REGISTER = Pattern.compile("(?:RIP: 0010:|pc : )" + FUNCTION + ".*");
    /** A frame of a call trace; one with a question mark is a leftover on the stack. */
    private static final Pattern FRAME = Pattern.compile(" *(?:\\[<[0-9a-f]+>\\] )?" + FUNCTION
            + "(?: \\[[\\w ]+\\])?(?: \\([^)]*\\))?");
    private static final Pattern COMM = Pattern.compile(
            "CPU: \\d+ (?:UID: \\d+ )?PID: \\d+ Comm: (.+?) (?:Tainted|Not tainted).*");
    private static final Pattern CLONE = Pattern.compile("(?:\\.(?:isra|constprop|part|cold|llvm|lto_priv)(?:\\.\\d+)?)+$");
    /** Starts of lines that belong to a report although they are no stack frames. */
    private static final Pattern BODY = Pattern.compile("(?: *(?:RIP|RSP|RAX|RDX|RBP|R\\d\\d|FS|CS|CR2|DR\\d|PKRU|Code|ORIG_RAX):"
            + "|Call Trace:| *</?[A-Z0-9_]+>| *\\? |Modules linked in:|CPU: |Tainted: |Hardware name: |Workqueue: |Kernel Offset:"
            + "|Sending NMI|NMI backtrace|note: |Disabling lock debugging|task:|Dumping ftrace|\\[last unloaded|Sched|rcu: |---\\[ end"
            + "|unreferenced object|INFO: task .* blocked on |\\s+(?:Not t|T)ainted|\"echo 0 >).*");

    private Stack() {}

    /** The functions, innermost first: where the instruction pointer was, then the callers. */
    static List<String> functions(List<LogLine> lines) {
        List<String> functions = new ArrayList<>();
        for (LogLine line : lines) {
            Matcher register = REGISTER.matcher(line.text());
            Matcher frame = FRAME.matcher(line.text());
            if (register.matches()) {
                functions.add(plain(register.group(1)));
            } else if (frame.matches()) {
                functions.add(plain(frame.group(1)));
            }
        }
        return functions;
    }

    /** The name as it stands in the source. */
    static String plain(String function) {
        return CLONE.matcher(function).replaceFirst("");
    }

    /** The task that ran. */
    static Optional<String> task(List<LogLine> lines) {
        for (LogLine line : lines) {
            Matcher comm = COMM.matcher(line.text());
            if (comm.matches()) return Optional.of(comm.group(1));
        }
        return Optional.empty();
    }

    static boolean isFrame(@Nullable String text) {
        return text != null && (FRAME.matcher(text).matches() || REGISTER.matcher(text).matches());
    }

    /** Whether a line can only be part of a report. */
    static boolean isBody(String text) {
        return isFrame(text) || BODY.matcher(text).lookingAt();
    }
}
