package io.github.blkunit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelftestTableTest {
    @TempDir
    private Path folder = Path.of("");

    private SelftestTable table(String theirs, String ours) throws Exception {
        Files.writeString(folder.resolve("theirs.txt"), theirs);
        Files.writeString(folder.resolve("ours.txt"), ours);
        return SelftestTable.read(folder);
    }

    @Test
    void passing_what_the_other_passes_is_as_good() throws Exception {
        assertThat(table("RESULT test_null_01.sh 0 9\nRESULT test_generic_06.sh 255 5",
                "RESULT test_null_01.sh 0 20\n  | noise\nRESULT test_generic_06.sh 255 9")
                .isAsGood()).isTrue();
    }

    @Test
    void a_failure_a_skip_or_a_missing_script_is_not() throws Exception {
        assertThat(table("RESULT test_null_01.sh 0 9", "RESULT test_null_01.sh 255 9").isAsGood()).isFalse();
        assertThat(table("RESULT test_null_01.sh 0 9", "RESULT test_null_01.sh 4 9").isAsGood()).isFalse();
        assertThat(table("RESULT test_null_01.sh 0 9", "").isAsGood()).isFalse();
    }

    @Test
    void the_table_has_both_verdicts() throws Exception {
        assertThat(table("RESULT test_null_01.sh 0 9\nRESULT test_null_02.sh 4 1", "RESULT test_null_01.sh 124 300").markdown(
                "x"))
                .contains("| null_01 | pass | **timeout** | 9 | 300 |", "| null_02 | skip | not run | 1 |  |",
                        "kublk 1, ours 0 of 2");
    }
}
