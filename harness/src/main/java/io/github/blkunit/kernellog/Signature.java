package io.github.blkunit.kernellog;

import java.util.regex.Pattern;

/**
 * How a kind of report begins, and what to call it.
 *
 * @param name of its entry in the pattern file
 * @param kind one word for tools, such as {@code lockup}
 * @param match found at the beginning of a line's text; a group named {@code frame} or {@code task} says just that
 * @param title with {@code {frame}}, <code>{task}</code> and <code>{1}</code> for the groups
 */
record Signature(String name, Level level, String kind, Shape shape, Pattern match, String title) {

    /** What follows the first line. */
    enum Shape {
        /** Nothing. */
        LINE,
        /** A stack and registers. */
        REPORT,
        /** A line that says what it is, which then is the title, and a report of the general kind: a WARNING or a BUG. */
        LEAD,
        /** Nothing of interest: it is the consequence of a report that came before it. */
        TAIL
    }
}
