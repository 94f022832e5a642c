package io.github.blkunit.cli;

import java.util.ArrayList;
import java.util.List;

/** Shells in the guest: bash where the image has it. */
final class GuestShell {
    private static final String SHELL = "if command -v bash > /dev/null; then bash; else sh; fi";

    private GuestShell() {}

    /** A shell of its own. */
    static List<String> alone() {
        return List.of("/bin/sh", "-c", SHELL);
    }

    /** The command and, if it fails, a shell; the exit status is the command's. */
    static List<String> after(List<String> command) {
        List<String> all = new ArrayList<>(List.of("/bin/sh", "-c", "\"$@\" || { status=$?; "
                + "echo \"blkunit: status $status; a shell in the same VM, exit ends it\" >&2; " + SHELL + "; exit $status; }",
                "sh"));
        all.addAll(command);
        return all;
    }
}
