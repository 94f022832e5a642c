package io.github.blkunit.engine;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the guest's tests print: shown as the style says, and kept for the report entries {@code stdout} and {@code stderr}. */
final class RunOutput {
    private static final int MAX_KEPT = 1 << 20;
    private final OutputStyle style;
    private final Map<String, StringBuilder> kept = new HashMap<>();

    RunOutput(OutputStyle style) { this.style = style; }

    void accept(String id, boolean error, String text) {
        style.part(error, text);
        StringBuilder whole = kept.computeIfAbsent(key(id, error), key -> new StringBuilder());
        if (whole.length() < MAX_KEPT) whole.append(text);
    }

    /** What a node has printed; forgotten afterwards. */
    Map<String, String> take(String id) {
        Map<String, String> entries = new LinkedHashMap<>();
        StringBuilder stdout = kept.remove(key(id, false));
        StringBuilder stderr = kept.remove(key(id, true));
        if (stdout != null) entries.put("stdout", whole(false, stdout));
        if (stderr != null) entries.put("stderr", whole(true, stderr));
        return entries;
    }

    private String whole(boolean error, StringBuilder printed) {
        String text = printed.toString();
        style.whole(error, text);
        return text;
    }

    private static String key(String id, boolean error) {
        return (error ? "e" : "o") + id;
    }
}
