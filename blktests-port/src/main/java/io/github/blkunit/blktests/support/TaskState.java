package io.github.blkunit.blktests.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says a thread or process is doing. */
final class TaskState {
    private TaskState() {}

    /**
     * State D of {@code proc_pid_stat(5)}: waits for I/O and cannot be interrupted. False for one that has ended.
     *
     * @param stat its file {@code stat} below {@code /proc}
     */
    static boolean isAsleepInKernel(Path stat) throws IOException {
        try {
            return stateOf(Files.readString(stat)) == 'D';
        } catch (IOException e) {
            if (!Files.exists(stat)) { return false; } // also when it ended after the file was opened: ESRCH
            throw e;
        }
    }

    /** The letter behind the name, which stands in parentheses and may hold some itself. */
    static char stateOf(String stat) {
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }
}
