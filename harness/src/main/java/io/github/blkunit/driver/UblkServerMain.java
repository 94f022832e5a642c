package io.github.blkunit.driver;

import java.util.List;

/** Where the ublk server's program is: named, not linked, so that a class path without it is a message and not an error. */
final class UblkServerMain {
    static final String CLASS = "io.github.blkunit.ublk.cli.Main";
    private static final List<String> NEEDED = List.of(CLASS, "picocli.CommandLine");

    private UblkServerMain() {}

    static String classPath() throws DriverException { return ServerJvm.classPathOf(NEEDED); }
}
