package io.github.blkunit.fio;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Writes blocks that can be recognised and reads them back; a wrong block fails the job. For writing jobs. A device that keeps nothing,
 * such as a null driver, fails it.
 */
public enum Verify implements JobPart {
    CRC32C, CRC64, XXHASH, SHA256, MD5,
    /** No checksum: each block carries its own offset. */
    OFFSETS;

    /** Reads and checks what an earlier job with the same blocks, size and seed has written, writes nothing. */
    public JobPart only() {
        Map<String, String> changed = options();
        changed.put("verify_only", "1");
        return () -> changed;
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("verify", this == OFFSETS ? "pattern" : name().toLowerCase(Locale.ROOT));
        if (this == OFFSETS) { options.put("verify_pattern", "%o"); }
        options.put("verify_fatal", "1"); // or fio goes on and the first wrong block is buried
        return options;
    }
}
