package io.github.blkunit.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CellResultTest {
    private static Round round(String server, int number, double iops) {
        return new Round("map", "4k", 32, 1, server, number, iops, 1000, 100_000, 200_000, 300_000, 5_000_000, 2000);
    }

    private static List<Round> rounds(double... ratios) {
        List<Round> rounds = new ArrayList<>();
        for (int n = 0; n < ratios.length; n++) {
            double theirs = 10_000 + 1000 * n; // the machine's mood is in both of a pair
            rounds.add(round("theirs", n + 1, theirs));
            rounds.add(round("ours", n + 1, theirs * ratios[n]));
        }
        return rounds;
    }

    @Test
    void the_ratio_is_that_of_pairs_and_not_of_means() {
        CellResult result = CellResult.of(rounds(1.1, 1.1, 1.1)).getFirst();
        assertThat(result.ratio()).isCloseTo(1.1, within(1e-9));
        assertThat(result.lower()).isCloseTo(1.1, within(1e-9));
        assertThat(result.pairs()).isEqualTo(3);
    }

    @Test
    void the_interval_is_that_of_the_signed_ranks() {
        // six pairs: the whole range has 1 - 2/64, anything narrower less than 95 %
        CellResult six = CellResult.of(rounds(0.8, 0.9, 1, 1.1, 1.2, 1.3)).getFirst();
        assertThat(six.lower()).isCloseTo(0.8, within(1e-9));
        assertThat(six.upper()).isCloseTo(1.3, within(1e-9));
        // eight pairs: the table of the test says that the fourth average from each end remains
        CellResult eight = CellResult.of(rounds(1, 2, 4, 8, 16, 32, 64, 128)).getFirst();
        assertThat(eight.lower()).isCloseTo(2, within(1e-9));
        assertThat(eight.upper()).isCloseTo(64, within(1e-9));
    }

    @Test
    void one_wild_round_hardly_moves_the_ratio() {
        CellResult result = CellResult.of(rounds(1, 1.01, 0.99, 1, 1.02, 0.98, 1, 0.05)).getFirst();
        assertThat(result.ratio()).isBetween(0.97, 1.01);
    }

    @Test
    void a_cell_with_one_pair_is_no_result() {
        assertThat(CellResult.of(rounds(1.0))).isEmpty();
    }

    @Test
    void processor_time_is_per_request() {
        assertThat(CellResult.of(rounds(1, 1)).getFirst().ours().cpuPerRequest()).isEqualTo(5000);
    }

    @Test
    void results_become_table_json_and_plot(@TempDir Path folder) throws Exception {
        BenchReport.write(folder, rounds(0.9, 1.0, 1.1), Map.of("kernel", "7.2"));
        assertThat(folder.resolve("bench.md")).content().contains("| map 4k depth 32 jobs 1 | 0.99", "kernel: 7.2");
        assertThat(folder.resolve("bench.svg")).content().contains("<svg");
        assertThat(Files.readString(folder.resolve("bench.json"))).contains("\"rounds\"", "\"cells\"");
    }

    @Test
    void a_ratio_of_fifteen_leaves_room_for_those_near_one(@TempDir Path folder) throws Exception {
        BenchReport.write(folder, rounds(15, 15, 15), Map.of());
        assertThat(folder.resolve("bench.svg")).content().contains(">1<", ">2<", ">5<", ">10<");
    }
}
