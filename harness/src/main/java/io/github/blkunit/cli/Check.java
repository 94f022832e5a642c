package io.github.blkunit.cli;

/**
 * One thing that doctor looked at.
 *
 * @param name what, such as {@code memory}
 * @param found what was found, one line
 * @param cure what to do about it, empty if nothing
 */
record Check(String name, Verdict verdict, String found, String cure) {

    /** What it means for tests. */
    enum Verdict {
        /** As it should be. */
        OK,
        /** Tests can run, but something better is possible. */
        NOTE,
        /** Tests cannot run. */
        BAD
    }

    static Check ok(String name, String found) {
        return new Check(name, Verdict.OK, found, "");
    }

    static Check note(String name, String found, String cure) {
        return new Check(name, Verdict.NOTE, found, cure);
    }

    static Check bad(String name, String found, String cure) {
        return new Check(name, Verdict.BAD, found, cure);
    }
}
