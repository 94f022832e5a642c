package io.github.blkunit.kernellog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Logs, and what is to be found in them: each file begins with a line per report, <code>## LEVEL kind | title | task | frame | corrupted</code>.
 * {@code -Dblkunit.update=true} writes these lines anew; look at the difference before you commit it.
 */
class CorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/io/github/blkunit/kernellog/corpus");
    private static final String EXPECTED = "## ";

    static Stream<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.filter(file -> file.toString().endsWith(".log")).sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}") @MethodSource("logs")
    void everyLogHoldsTheReportsThatItsFirstLinesName(Path log) throws Exception {
        List<String> lines = Files.readAllLines(log);
        List<String> expected = lines.stream().takeWhile(line -> line.startsWith(EXPECTED)).toList();
        List<String> text = lines.subList(expected.size(), lines.size());
        List<String> found = reports(text).stream().map(CorpusTest::summary).toList();
        if (Boolean.getBoolean("blkunit.update")) {
            Files.write(log, Stream.concat(found.stream(), text.stream()).toList());
        } else {
            assertThat(found).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0}") @MethodSource("logs")
    void titlesHoldNothingThatDiffersFromOneTimeToTheNext(Path log) throws Exception {
        for (KernelReport report : reports(Files.readAllLines(log))) {
            assertThat(report.title()).doesNotContainPattern("0x[0-9a-f]|[0-9a-f]{12}|:\\d|CPU#?\\d|\\[ *\\d+\\.\\d{6}\\]")
                    .hasSizeLessThanOrEqualTo(120);
        }
    }

    @Test
    void theCorpusHoldsEveryLevel() throws IOException {
        String all = logs().map(CorpusTest::read).collect(Collectors.joining());
        assertThat(all).contains("## FATAL ", "## SPLAT ", "## BLOCK ", "## IGNORE ");
    }

    private static List<KernelReport> reports(List<String> text) throws PatternFileException {
        ReportCollector collector = new ReportCollector(Patterns.builtIn(), LocalDate.of(2026, 11, 21));
        ConsoleText.parse(text).forEach(collector::accept);
        return collector.flush();
    }

    private static String summary(KernelReport report) {
        return EXPECTED + report.level() + " " + report.kind() + " | " + report.title() + " | " + text(report.task()) + " | "
                + text(report.frame()) + " | " + text(report.corrupted());
    }

    private static String text(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "-" : value;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
