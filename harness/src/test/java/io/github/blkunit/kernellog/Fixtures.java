package io.github.blkunit.kernellog;

import java.time.LocalDate;

/** What several tests need. */
final class Fixtures {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    static final Patterns PATTERNS = builtIn();

    private Fixtures() {}

    private static Patterns builtIn() {
        try {
            return Patterns.builtIn();
        } catch (PatternFileException e) {
            throw new AssertionError(e);
        }
    }
}
