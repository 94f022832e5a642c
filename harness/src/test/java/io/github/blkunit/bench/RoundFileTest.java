package io.github.blkunit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundFileTest {
    private static final BenchCell SHALLOW = new BenchCell("map", "4k", 1, 1);
    private static final BenchCell DEEP = new BenchCell("map", "4k", 32, 1);

    private RoundFile file;

    @BeforeEach
    void emptyFile(@TempDir Path folder) { file = new RoundFile(folder.resolve("rounds.jsonl")); }

    private void measured(BenchCell cell, int round, double iops) {
        for (String server : List.of("theirs", "ours")) { measured(cell, server, round, iops); }
    }

    private void measured(BenchCell cell, String server, int round, double iops) {
        file.add(String.format(Locale.ROOT,
                "{\"mode\":\"%s\",\"blockSize\":\"%s\",\"depth\":%d,\"jobs\":%d,\"server\":\"%s\",\"round\":%d,\"iops\":%f,\"compilersCpu\":3}",
                cell.mode(), cell.blockSize(), cell.depth(), cell.jobs(), server, round, iops));
    }

    @Test
    void many_rounds_of_one_server_do_not_stand_for_the_others() throws Exception {
        for (int round = 1; round <= 2; round++) {
            measured(SHALLOW, "theirs", round, 1000);
            measured(SHALLOW, "theirs again", round, 1000);
        }
        assertThat(file.missing(List.of(SHALLOW), 2)).containsExactly(SHALLOW);
    }

    @Test
    void what_the_guest_said_is_rounds_facts_and_remarks() throws Exception {
        file.add("about kernel 7.2.12 of today");
        file.add("theirs: noise that is no measurement");
        measured(SHALLOW, 1, 1000.5);
        assertThat(file.rounds()).hasSize(2).first().extracting(Round::iops).isEqualTo(1000.5);
        assertThat(file.about()).containsEntry("kernel", "7.2.12 of today").hasSize(1);
    }

    @Test
    void cells_without_all_their_rounds_are_missing() throws Exception {
        assertThat(file.missing(List.of(SHALLOW, DEEP), 2)).containsExactly(SHALLOW, DEEP);
        measured(SHALLOW, 1, 1000);
        measured(SHALLOW, 2, 1000);
        measured(DEEP, 1, 1000);
        assertThat(file.missing(List.of(SHALLOW, DEEP), 2)).containsExactly(DEEP);
    }

    @Test
    void a_round_that_was_measured_again_counts_once() throws Exception {
        measured(DEEP, 1, 1000);
        measured(DEEP, 1, 2000);
        assertThat(file.rounds()).hasSize(2).allSatisfy(round -> assertThat(round.iops()).isEqualTo(2000));
    }

    @Test
    void a_new_run_begins_with_nothing() throws Exception {
        measured(DEEP, 1, 1000);
        file.clear();
        assertThat(file.rounds()).isEmpty();
    }
}
