package io.github.blkunit.blktests.support;

import java.util.List;

/** What upstream looks for in the kernel's log: the words with which it reports a bug of its own. */
final class KernelComplaint {
    private static final List<String> WORDS = List.of("kernel BUG at", "WARNING:", "BUG:", "Oops:",
            "possible recursive locking detected",
            "Internal error", "INFO: suspicious RCU usage", "INFO: possible circular locking dependency detected",
            "general protection fault:", "blktests failure");

    private KernelComplaint() {}

    /** The lines with a complaint in them, in their order. */
    static List<String> in(List<String> log) {
        return log.stream().filter(line -> WORDS.stream().anyMatch(line::contains)).toList();
    }
}
