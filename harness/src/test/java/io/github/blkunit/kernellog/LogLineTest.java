package io.github.blkunit.kernellog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.kernellog.LogLine.Source;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogLineTest {

    @Test
    void a_record_of_the_kernel_has_number_time_and_text() {
        LogLine line = KmsgRecord.parse("6,339,5140900,-;NET: Registered protocol family 10\n SUBSYSTEM=net\n").orElseThrow();
        assertThat(line).isEqualTo(new LogLine(Source.KERNEL, 339, Duration.ofNanos(5_140_900_000L), null,
                "NET: Registered protocol family 10"));
        assertThat(line).hasToString("[    5.140900] NET: Registered protocol family 10");
    }

    @Test
    void a_record_says_who_printed_it_if_the_kernel_does() {
        assertThat(KmsgRecord.parse("4,1,1,-,caller=T667;x").orElseThrow().caller()).isEqualTo("T667");
    }

    @Test
    void a_record_that_a_program_wrote_is_no_word_of_the_kernel() {
        assertThat(KmsgRecord.parse("12,1,1,-;BUG: I only say so").orElseThrow().source()).isEqualTo(Source.PROGRAM);
        ReportCollector collector = new ReportCollector(Fixtures.PATTERNS, Fixtures.TODAY);
        collector.accept(KmsgRecord.parse("12,1,1,-;BUG: I only say so").orElseThrow());
        assertThat(collector.flush()).isEmpty();
    }

    @Test
    void escaped_bytes_become_what_they_were() {
        assertThat(KmsgRecord.parse("6,1,1,-;a\\x09b \\x5c \\xc3\\xa4").orElseThrow().text()).isEqualTo("a\tb \\ \u00e4");
    }

    @Test
    void what_is_no_record_is_none() {
        assertThat(KmsgRecord.parse("")).isEmpty();
        assertThat(KmsgRecord.parse("no record")).isEmpty();
        assertThat(KmsgRecord.parse("a,b,c,-;text")).isEmpty();
    }

    @Test
    void a_console_line_has_time_caller_and_text() {
        assertThat(ConsoleText.parse(List.of("[   12.345678][  T123] hello"))).containsExactly(new LogLine(Source.KERNEL, -1,
                Duration.ofNanos(12_345_678_000L), "T123", "hello"));
    }

    @Test
    void a_console_line_without_time_is_a_programs() {
        List<LogLine> lines = ConsoleText.parse(List.of("[    1.000000] Linux", "BUG: says a program",
                "half a li[    2.000000] BUG: real"));
        assertThat(lines).extracting(LogLine::source).containsExactly(Source.KERNEL, Source.PROGRAM, Source.KERNEL);
        assertThat(lines.getLast().text()).isEqualTo("BUG: real");
    }

    @Test
    void without_any_time_stamp_all_lines_may_be_the_kernels() {
        assertThat(ConsoleText.parse(List.of("Linux version", "BUG: real"))).extracting(LogLine::source).containsOnly(
                Source.KERNEL);
    }
}
