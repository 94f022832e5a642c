package io.github.blkunit.perf.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunPathsTest {

    @Test
    void the_measuring_program_sees_no_jars_of_the_sides() {
        RunPaths paths = new RunPaths(List.of(Path.of("/a"), Path.of("/b"), Path.of("/c")), 2);
        assertThat(paths.command("/x", "M").getLast()).contains("set -- /x/00-*.jar /x/01-*.jar;").doesNotContain("02-");
    }
}
