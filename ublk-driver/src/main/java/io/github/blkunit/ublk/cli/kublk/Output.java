package io.github.blkunit.ublk.cli.kublk;

import java.io.PrintStream;

/**
 * Where a command's words go.
 *
 * @param out what scripts read
 * @param err what people read
 */
record Output(PrintStream out, PrintStream err) {
    void line(String line) { out.println(line); }
}
