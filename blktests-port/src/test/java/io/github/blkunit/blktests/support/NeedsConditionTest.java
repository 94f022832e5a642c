package io.github.blkunit.blktests.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.blktests.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.io.TempDir;

class NeedsConditionTest {
    @TempDir
    Path bin;

    @Needs(modules = "no_such_module", programs = {"no-such-program", "there"})
    interface Demanding {}

    @Needs(programs = "there")
    interface Modest {}

    @Test
    void all_that_is_missing_is_named_at_once() throws IOException {
        install("there");
        assertThat(evaluate(Demanding.class).getReason())
                .contains("kernel module no_such_module is not available; program no-such-program is not on the PATH");
        assertThat(evaluate(Demanding.class).isDisabled()).isTrue();
    }

    @Test
    void nothing_missing_means_that_it_runs() throws IOException {
        install("there");
        assertThat(evaluate(Modest.class).isDisabled()).isFalse();
    }

    @Test
    void a_file_that_cannot_be_executed_is_no_program() throws IOException {
        Files.createFile(bin.resolve("there"));
        assertThat(evaluate(Modest.class).getReason()).contains("program there is not on the PATH");
    }

    private ConditionEvaluationResult evaluate(Class<?> type) {
        return NeedsCondition.evaluate(Objects.requireNonNull(type.getAnnotation(Needs.class)), "/no-such-folder:" + bin);
    }

    private void install(String program) throws IOException {
        assertThat(Files.createFile(bin.resolve(program)).toFile().setExecutable(true)).isTrue();
    }
}
