package io.github.blkunit.ublk.cli;

import io.github.blkunit.ublk.server.DeviceSpec;
import io.github.blkunit.ublk.target.Target;
import java.io.PrintWriter;

/** For programs that serve a target of their own the way {@code ublk serve} serves the built-in ones. */
public final class Serve {
    private Serve() {}

    /**
     * Makes a device, prints the line {@code ready /dev/ublkbN ...}, serves until SIGTERM or SIGINT, and takes the device away again.
     *
     * @return the exit status for the program: 0, or 1 after one line on standard error
     */
    public static int untilSignal(Target target, DeviceSpec spec) throws InterruptedException {
        PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
        PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
        return new Foreground(out, err).serve(target, spec);
    }
}
