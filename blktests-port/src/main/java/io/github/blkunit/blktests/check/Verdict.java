package io.github.blkunit.blktests.check;

import java.util.Arrays;
import java.util.Optional;

/** How a test ended: upstream's three words, on the terminal and in result files. */
enum Verdict {
    PASSED("passed", "pass", 32), FAILED("failed", "fail", 31), NOT_RUN("not run", "not run", 33);

    private final String shown;
    private final String stored;
    private final int colour;

    Verdict(String shown, String stored, int colour) {
        this.shown = shown;
        this.stored = stored;
        this.colour = colour;
    }

    /** As result files have it. */
    String stored() { return stored; }

    /** In brackets; in colour for terminals. */
    String shown(boolean terminal) {
        return terminal ? "[\u001b[" + colour + "m" + shown + "\u001b[0m]" : "[" + shown + "]";
    }

    static Optional<Verdict> ofStored(String text) {
        return Arrays.stream(values()).filter(verdict -> verdict.stored.equals(text)).findFirst();
    }
}
