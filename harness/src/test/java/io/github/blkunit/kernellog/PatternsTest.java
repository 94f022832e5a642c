package io.github.blkunit.kernellog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternsTest {
    private static final String IGNORE = """
            format: 1
            [ignore known]
            match: ^WARNING in broken
            reason: fixed in the next release
            link: https://example.org/1
            expires: 2026-12-31
            """;
    @TempDir
    Path folder;

    @Test
    void a_file_that_cannot_be_read_is_an_error() {
        assertThatThrownBy(() -> Fixtures.PATTERNS.with(folder.resolve("none"))).isInstanceOf(PatternFileException.class)
                .hasMessageContaining("cannot be read").hasMessageContaining("blkunit.kernel.patterns");
    }

    @ParameterizedTest @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                                                   | neither a signature nor an ignore entry
            "# only a comment"                                   | neither a signature nor an ignore entry
            "format: 1"                                          | neither a signature nor an ignore entry
            "format: 9"                                          | line=1: the first line is not 'format: 1'
            "format: 1;[sgnature x]"                             | no such section
            "format: 1;match: x"                                 | neither a section nor
            "format: 1;[ignore x];match: a;reason: r;link: l"     | missing in [ignore x]: expires
            "format: 1;[ignore x];match: (;expires: never;reason: r;link: l" | line=2: not a regular expression
            "format: 1;[ignore x];match: a;expires: soon;reason: r;link: l"  | neither a day
            "format: 1;[ignore x];match: a;expires: never;reason: r"         | missing in [ignore x]: link
            "format: 1;[ignore x];match: a;match: b"             | twice in [ignore x]: match
            "format: 1;[signature x];level: LOUD;kind: k;shape: LINE;match: a;title: t" | LOUD
            "format: 1;[signature x];colour: red"                | unknown key in [signature x]: colour
            """)
    void a_file_that_says_nothing_or_nonsense_is_an_error(String text, String message) throws Exception {
        Path file = Files.writeString(folder.resolve("p"), text == null ? "" : text.replace(';', '\n'));
        assertThatThrownBy(() -> Fixtures.PATTERNS.with(file)).isInstanceOf(PatternFileException.class).hasMessageContaining(
                message)
                .hasMessageContaining("file=" + file);
    }

    @Test
    void an_ignore_entry_counts_until_its_last_day() throws Exception {
        Patterns patterns = Fixtures.PATTERNS.with(Files.writeString(folder.resolve("p"), IGNORE));
        assertThat(level(patterns, LocalDate.of(2026, 12, 31))).isEqualTo(Level.IGNORE);
        assertThat(level(patterns, LocalDate.of(2027, 1, 1))).isEqualTo(Level.SPLAT);
        assertThat(patterns.expired(LocalDate.of(2027, 1, 1))).extracting(Waiver::name, Waiver::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("known", "fixed in the next release"));
        assertThat(patterns.expired(LocalDate.of(2026, 12, 31))).isEmpty();
    }

    @Test
    void a_users_signature_goes_before_ours() throws Exception {
        Patterns patterns = Fixtures.PATTERNS.with(Files.writeString(folder.resolve("p"), """
                format: 1
                [signature mine]
                level: BLOCK
                kind: mine
                shape: LINE
                match: BUG: my driver says (\\w+)
                title: my driver: {1}
                """));
        ReportCollector collector = new ReportCollector(patterns, Fixtures.TODAY);
        ConsoleText.parse(List.of("[    1.000000] BUG: my driver says hello")).forEach(collector::accept);
        assertThat(collector.flush()).extracting(KernelReport::level, KernelReport::title).containsExactly(
                org.assertj.core.groups.Tuple.tuple(Level.BLOCK, "my driver: hello"));
    }

    private static Level level(Patterns patterns, LocalDate today) {
        ReportCollector collector = new ReportCollector(patterns, today);
        ConsoleText.parse(List.of("[    1.000000] WARNING: drivers/x.c:3 at broken+0x1/0x2, CPU#1: sh/9",
                "[    1.000001] CPU: 1 UID: 0 PID: 9 Comm: sh Not tainted 7.2",
                "[    1.000002] ---[ end trace 0000000000000000 ]---"))
                .forEach(collector::accept);
        return collector.flush().getFirst().level();
    }
}
