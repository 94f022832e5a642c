package io.github.blkunit.ublk.uapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * All sizes, offsets and constants of the bindings against what a C compiler says. The compiler's answers over the headers that the bindings were made from are
 * kept as a file, so that nothing is left out on a machine with older headers; the machine's own headers are asked as well, as far as they know the names.
 */
class BindingsTest {
    private static final Path RECORDED = Path.of("src/test/resources/io/github/blkunit/ublk/uapi/linux-7.3.4-x86_64.txt");
    private static final SortedMap<String, Long> BINDINGS = Bindings.numbers();

    /** What other kernel versions may define otherwise without breaking anybody: ends of enumerations, reserved space, structures that grew at the end. */
    private static final Set<String> GROWS_WITH_THE_KERNEL = Set.of("(int) (IORING_OP_LAST)", "(int) (IORING_REGISTER_LAST)",
            "offsetof(struct io_uring_buf_reg, resv)", "offsetof(struct io_uring_sync_cancel_reg, pad)", "sizeof(struct ublk_params)");

    @TempDir
    private Path folder;

    @Test
    void every_number_is_what_the_compiler_said_over_the_headers_of_linux_7_3() throws IOException {
        SortedMap<String, Long> recorded = new TreeMap<>();
        for (String line : Files.readAllLines(RECORDED)) {
            if (line.startsWith("#")) continue;
            int tab = line.indexOf('\t');
            recorded.put(line.substring(0, tab), Long.valueOf(line.substring(tab + 1)));
        }
        assertThat(differences(recorded)).isEmpty();
        assertThat(recorded.keySet()).as("numbers of the bindings without a recorded answer, or the other way round").isEqualTo(BINDINGS.keySet());
    }

    @Test
    void the_compiler_of_this_machine_agrees_wherever_its_headers_know_the_name(TestReporter reporter) throws IOException, InterruptedException {
        assumeTrue(CCompiler.isThere(), "no C compiler `cc` on this machine");
        CCompiler.Answers answers = new CCompiler(folder, include()).ask(BINDINGS.keySet());
        reporter.publishEntry(Map.of("numbers compared", Integer.toString(answers.values().size()), "numbers that these headers do not know",
                Integer.toString(answers.unknown().size()), "which", answers.unknown().toString(), "not compared, since it grows with the kernel",
                GROWS_WITH_THE_KERNEL.toString()));
        answers.values().keySet().removeAll(GROWS_WITH_THE_KERNEL);
        answers.unknown().keySet().removeAll(GROWS_WITH_THE_KERNEL);
        assertThat(differences(answers.values())).isEmpty();
        assertThat(answers.values().size() + answers.unknown().size()).isEqualTo(BINDINGS.size() - GROWS_WITH_THE_KERNEL.size());
        assertThat(answers.values()).hasSizeGreaterThan(BINDINGS.size() / 2);
    }

    /** Writes the file anew: {@code -Dblkunit.update=true -Dblkunit.uapi.include=FOLDER}, the include folder of the headers wanted. */
    @Test
    @EnabledIfSystemProperty(named = "blkunit.update", matches = "true", disabledReason = "only with -Dblkunit.update=true")
    void the_recorded_answers_are_renewed() throws IOException, InterruptedException {
        CCompiler.Answers answers = new CCompiler(folder, include()).ask(BINDINGS.keySet());
        assertThat(answers.unknown()).isEmpty();
        List<String> lines = new ArrayList<>(List.of("# C expression, tab, value; linux-libc-dev 7.3.4-1~bpo13+1 and glibc, x86-64. Renewed by BindingsTest."));
        answers.values().forEach((expression, value) -> lines.add(expression + "\t" + value));
        Files.write(RECORDED, lines);
    }

    private static List<String> differences(Map<String, Long> compiler) {
        List<String> differences = new ArrayList<>();
        compiler.forEach((expression, value) -> {
            Long ours = BINDINGS.get(expression);
            if (ours != null && !Objects.equals(ours, value)) differences.add(expression + ": bindings=" + ours + ", compiler=" + value);
        });
        return differences;
    }

    private static String include() { return System.getProperty("blkunit.uapi.include", ""); }
}
