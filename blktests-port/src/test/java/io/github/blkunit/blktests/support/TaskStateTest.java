package io.github.blkunit.blktests.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskStateTest {
    @Test
    void the_state_stands_behind_a_name_that_may_hold_anything() {
        assertThat(TaskState.stateOf("12 (pending) R) D 1 2 3")).isEqualTo('D');
        assertThat(TaskState.stateOf("12 (java) S 1 2 3")).isEqualTo('S');
    }

    /** A task may end at any moment: then there is no file, or it is there and cannot be read (ESRCH; here ENOTDIR stands for it). */
    @Test
    void what_has_ended_sleeps_nowhere(@TempDir Path folder) throws IOException {
        Path ended = Files.createFile(folder.resolve("ended"));
        assertThat(TaskState.isAsleepInKernel(folder.resolve("stat"))).isFalse();
        assertThat(TaskState.isAsleepInKernel(ended.resolve("stat"))).isFalse();
    }
}
