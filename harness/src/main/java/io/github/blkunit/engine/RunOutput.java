package io.github.blkunit.engine;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the guest's tests print: printed here at once, while the test is open, so that tools which capture output see whose it is; and kept
 * for the report entries {@code stdout} and {@code stderr}.
 */
final class RunOutput {
    private static final int MAX_KEPT = 1 << 20;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean print;
    private final Map<String, StringBuilder> kept = new HashMap<>();

    RunOutput(PrintStream out, PrintStream err, boolean print) {
        this.out = out;
        this.err = err;
        this.print = print;
    }

    void accept(String id, boolean error, String text) {
        if (print) (error ? err : out).print(text);
        StringBuilder whole = kept.computeIfAbsent(key(id, error), key -> new StringBuilder());
        if (whole.length() < MAX_KEPT) whole.append(text);
    }

    /** What a node has printed; forgotten afterwards. */
    Map<String, String> take(String id) {
        Map<String, String> entries = new LinkedHashMap<>();
        StringBuilder stdout = kept.remove(key(id, false));
        StringBuilder stderr = kept.remove(key(id, true));
        if (stdout != null) entries.put("stdout", stdout.toString());
        if (stderr != null) entries.put("stderr", stderr.toString());
        return entries;
    }

    private static String key(String id, boolean error) {
        return (error ? "e" : "o") + id;
    }
}
