package io.github.blkunit.blktests.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.NestedMethodSelector;
import picocli.CommandLine;

/** What the command line makes of its arguments; nothing is run: {@code --list}. */
class CheckArgumentsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void an_id_and_groups_choose_the_id_and_all_of_the_groups() {
        assertThat(listed("block/012", "loop", "ublk")).hasSize(1 + 13 + 6).startsWith("block/012", "loop/001").endsWith(
                "ublk/006");
    }

    @Test
    void without_names_all_three_groups_are_chosen() {
        assertThat(listed()).extracting(id -> id.replaceFirst("/.*", "")).contains("block", "loop", "ublk");
    }

    @Test
    void an_id_that_is_named_runs_whatever_is_excluded() {
        assertThat(listed("-x", "loop/002", "-x", "loop/001", "loop/002", "loop")).contains("loop/002").doesNotContain(
                "loop/001");
    }

    @Test
    void a_file_of_exclusions_may_have_comments(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("exclude"), "# slow\nublk/003 # for now\n\nublk/001\n");
        assertThat(listed("-X", file.toString(), "ublk")).containsExactly("ublk/002", "ublk/004", "ublk/005", "ublk/006");
    }

    @Test
    void the_seconds_of_quick_are_attached_so_that_a_name_may_follow() {
        assertThat(listed("-q", "loop")).isNotEmpty().allSatisfy(id -> assertThat(id).startsWith("loop/"));
        assertThat(listed("-q=5", "loop")).isEqualTo(listed("-q", "loop"));
    }

    @Test
    void a_name_may_follow_shuffle() {
        assertThat(listed("--shuffle", "ublk")).isEqualTo(listed("--shuffle=7", "ublk")).hasSize(6);
    }

    @Test
    void twice_means_every_test_in_both_nested_classes() {
        var both = Catalogue.of(CheckedTests.class).stream().flatMap(test -> test.selectors(CheckedTwice.class).stream()).map(
                NestedMethodSelector.class::cast).toList();
        assertThat(both).extracting(selector -> selector.getNestedClass().getSimpleName()).containsOnly("OneRound", "OtherRound");
        assertThat(both).hasSize(2 * listed().size()).doesNotHaveDuplicates();
    }

    @Test
    void an_unknown_name_is_said_and_the_others_are_chosen() {
        assertThat(listed("ublk/001", "nvme")).containsExactly("ublk/001");
        assertThat(err.toString()).contains("no such group or test: nvme");
    }

    @Test
    void an_unknown_device_and_an_unknown_option_fail_with_what_is_possible() {
        assertThat(run("--list", "--device", "floppy")).isEqualTo(1);
        assertThat(err.toString()).contains("--device=floppy").contains("null_blk");
        assertThat(run("--list", "--no-such-option")).isEqualTo(1);
        assertThat(err.toString()).contains("--no-such-option");
    }

    @Test
    void nothing_left_to_run_is_a_failure() {
        assertThat(run("no-such-group")).isEqualTo(1);
        assertThat(err.toString()).contains("no test is left to run");
    }

    private List<String> listed(String... arguments) {
        out.getBuffer().setLength(0);
        String[] all = Stream.concat(Stream.of("--list"), Arrays.stream(arguments)).toArray(String[]::new);
        assertThat(run(all)).as("%s", err).isZero();
        return out.toString().lines().map(line -> line.replaceFirst(" .*", "")).toList();
    }

    private int run(String... arguments) {
        CommandLine line = CheckMain.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
