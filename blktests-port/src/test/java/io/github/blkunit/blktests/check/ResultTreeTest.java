package io.github.blkunit.blktests.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultTreeTest {
    private final PortedTest test = Catalogue.of(CheckedTests.class).getFirst();

    @Test
    void a_node_that_was_never_named_by_the_guest_has_a_folder_below_the_root(@TempDir Path root) throws IOException {
        Result skipped = new Result(test, "/dev/mapper/some disk", "", Verdict.NOT_RUN, "why", Duration.ZERO, Map.of());

        new ResultTree(root).write(skipped, Map.of());

        assertThat(root.resolve("mapper_some disk").resolve(test.group()).resolve(test.number())).content().contains(
                "reason\twhy");
    }
}
