package io.github.blkunit.blktests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.blktests.BlockTests;
import io.github.blkunit.blktests.LoopTests;
import io.github.blkunit.blktests.UblkTests;
import io.github.blkunit.blktests.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each ported test has a planted fault that it finds, or a reason why not, and the documentation says which. */
class FaultTableTest {
    private static final Path DOCUMENT = Path.of("../docs/blktests-faults.md");

    @Test
    void has_every_id_once() {
        assertThat(FaultTable.ROWS).extracting(Planted::id).containsExactlyElementsOf(ids());
    }

    @Test
    void the_documentation_has_every_row_with_what_the_failure_said() throws IOException {
        List<String> lines = Files.readAllLines(DOCUMENT);
        assertThat(FaultTable.ROWS).allSatisfy(row -> assertThat(lines).filteredOn(line -> line.startsWith(row.row())).as(row
                .id())
                .singleElement().asString().contains(row.said()));
    }

    private static List<String> ids() {
        return Stream.of(BlockTests.class, LoopTests.class, UblkTests.class).flatMap(group -> Arrays.stream(group
                .getInterfaces())).map(type -> Objects.requireNonNull(type.getAnnotation(Upstream.class)).id()).sorted().toList();
    }
}
