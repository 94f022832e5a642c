package io.github.blkunit.kernellog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportCollectorTest {
    private final ReportCollector collector = new ReportCollector(Fixtures.PATTERNS, Fixtures.TODAY);
    private int micros;

    @Test
    void a_report_is_complete_with_its_end_line() {
        accept("------------[ cut here ]------------", "WARNING: block/x.c:1 at first+0x1/0x2, CPU#0: sh/1");
        assertThat(collector.isOpen()).isTrue();
        assertThat(collector.take()).isEmpty();
        accept("RIP: 0010:first+0x1/0x2", "---[ end trace 0000000000000000 ]---", "something else");
        assertThat(collector.take()).extracting(KernelReport::title).containsExactly("WARNING in first");
        assertThat(collector.isOpen()).isFalse();
    }

    @Test
    void a_second_report_begins_where_another_ends() {
        accept("WARNING: block/x.c:1 at first+0x1/0x2, CPU#0: sh/1", " a+0x1/0x2",
                "WARNING: block/y.c:1 at second+0x1/0x2, CPU#0: sh/1",
                " b+0x1/0x2");
        assertThat(titles()).containsExactly("WARNING in first", "WARNING in second");
    }

    @Test
    void a_report_in_the_middle_of_another_makes_that_one_corrupted_if_it_has_no_stack_yet() {
        accept("BUG: scheduling while atomic: sh/1/2", "WARNING: block/y.c:1 at second+0x1/0x2, CPU#0: sh/1");
        List<KernelReport> reports = collector.flush();
        assertThat(reports.getFirst().corrupted()).isEqualTo("no stack in it, another report begins in it");
        assertThat(reports.getFirst().title()).isEqualTo("BUG: scheduling while atomic");
    }

    @Test
    void a_line_of_the_block_layer_does_not_end_a_report() {
        accept("BUG: scheduling while atomic: sh/1/2", "I/O error, dev sda, sector 8 op 0x0:(READ)", " where+0x1/0x2");
        assertThat(titles()).containsExactly("I/O error, dev sda", "BUG: scheduling while atomic in where");
    }

    @Test
    void frames_with_a_question_mark_do_not_name_the_place() {
        accept("BUG: scheduling while atomic: sh/1/2", " ? leftover+0x1/0x2", " where+0x1/0x2 [mydrv]");
        assertThat(titles()).containsExactly("BUG: scheduling while atomic in where");
    }

    @Test
    void names_that_the_compiler_made_are_those_of_the_source() {
        accept("BUG: scheduling while atomic: sh/1/2", " where.constprop.0.isra.0+0x1/0x2");
        assertThat(titles()).containsExactly("BUG: scheduling while atomic in where");
    }

    @Test
    void lines_of_another_task_are_not_part_of_a_report_where_the_kernel_tells_them_apart() {
        for (String line : List.of("[    1.000000][   T1] BUG: scheduling while atomic: sh/1/2",
                "[    1.000001][   T2]  other+0x1/0x2",
                "[    1.000002][   T1]  where+0x1/0x2")) {
            ConsoleText.parse(List.of(line)).forEach(collector::accept);
        }
        KernelReport report = collector.flush().getFirst();
        assertThat(report.title()).isEqualTo("BUG: scheduling while atomic in where");
        assertThat(report.text()).doesNotContain("other");
    }

    @Test
    void a_report_that_never_ends_is_cut() {
        accept("BUG: scheduling while atomic: sh/1/2");
        List<String> much = new ArrayList<>();
        for (int i = 0; i < 2000; i++) much.add(" f" + i + "+0x1/0x2");
        accept(much.toArray(String[]::new));
        assertThat(collector.flush().getFirst().lines()).hasSizeLessThan(700);
    }

    @Test
    void words_in_the_middle_of_a_line_begin_nothing() {
        accept("mydrv: no WARNING: here", "ODEBUG_BUG: x", "DEBUG: x", "EXT4-fs (dm-0): WARNING: something", "test BUG: 1",
                "WARNING: a notice without a place in the source", "WARNING: Spectre v2 mitigation leaves CPU vulnerable",
                "INFO: lockdep is turned off.", "INFO: NMI handler (x) took too long to run: 1.2 msecs",
                "traps: fio[12] general protection fault ip:55 sp:7f error:0 in fio[55+1]",
                "fio[12]: segfault at 0 ip 55 sp 7f error 4",
                "mydrv: loading out-of-tree module taints kernel.",
                "mydrv: module verification failed: signature missing - tainting kernel",
                "null_blk: module loaded", "null_blk: disk nullb0 created", "sd 0:0:0:0: [sda] Write cache: enabled");
        assertThat(collector.flush()).isEmpty();
    }

    private List<String> titles() {
        return collector.flush().stream().map(KernelReport::title).toList();
    }

    private void accept(String... lines) {
        for (String line : lines) {
            ConsoleText.parse(List.of(String.format("[    1.%06d] %s", micros++, line))).forEach(collector::accept);
        }
    }
}
