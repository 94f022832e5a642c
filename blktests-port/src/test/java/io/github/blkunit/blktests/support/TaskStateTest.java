package io.github.blkunit.blktests.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskStateTest {
    @Test
    void the_state_stands_behind_a_name_that_may_hold_anything() {
        assertThat(TaskState.stateOf("12 (pending) R) D 1 2 3")).isEqualTo('D');
        assertThat(TaskState.stateOf("12 (java) S 1 2 3")).isEqualTo('S');
    }
}
