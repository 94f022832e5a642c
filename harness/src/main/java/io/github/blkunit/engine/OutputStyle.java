package io.github.blkunit.engine;

import java.io.PrintStream;

/** How what tests print is shown here. May be used from several threads. */
interface OutputStyle {
    /** More of what a test prints, as it comes. */
    void part(boolean error, String text);

    /** All that a test has printed, when it has ended. */
    void whole(boolean error, String text);

    /** At once, while the test is open, so that tools which capture output see whose it is. For one class at a time. */
    static OutputStyle live(PrintStream out, PrintStream err) {
        return new OutputStyle() {
            @Override
            public void part(boolean error, String text) {
                (error ? err : out).print(text);
            }

            @Override
            public void whole(boolean error, String text) {
                // it has been shown
            }
        };
    }

    /** In one piece when the test ends, so that tests of several machines do not talk between each other's lines. */
    static OutputStyle inOnePiece(PrintStream out, PrintStream err) {
        return new OutputStyle() {
            @Override
            public void part(boolean error, String text) {
                // it will be shown
            }

            @Override
            public void whole(boolean error, String text) {
                (error ? err : out).print(text.endsWith("\n") ? text : text + System.lineSeparator());
            }
        };
    }

    /** Not at all. */
    static OutputStyle none() {
        return new OutputStyle() {
            @Override
            public void part(boolean error, String text) {
                // nobody wants to see it
            }

            @Override
            public void whole(boolean error, String text) {
                // nobody wants to see it
            }
        };
    }
}
