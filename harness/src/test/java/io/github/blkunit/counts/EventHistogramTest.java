package io.github.blkunit.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

/** Texts as Linux 7.2 writes them. */
class EventHistogramTest {
    private static final String TEXT =
            """
                    # event histogram
                    #
                    # trigger info: hist:keys=dev,rwbs:vals=hitcount,nr_sector:sort=hitcount:size=1024 if dev == 265289728 [active]
                    #

                    { dev:  265289728, rwbs: R                                                  } hitcount:       1000  nr_sector:       8000
                    { dev:  265289728, rwbs: WS                                                 } hitcount:         34  nr_sector:        272

                    Totals:
                        Hits: 1034
                        Entries: 2
                        Dropped: 0
                    """;

    @Test
    void rows_are_keys_and_values() {
        EventHistogram histogram = EventHistogram.parse("block/block_bio_queue", TEXT);
        assertThat(histogram.hits()).isEqualTo(1034);
        assertThat(histogram.hits(row -> row.key("rwbs").equals("WS"))).isEqualTo(34);
        assertThat(histogram.sum("nr_sector")).isEqualTo(8272);
    }

    @Test
    void threads_and_rings_are_keys() {
        EventHistogram histogram = EventHistogram.parse("io_uring/io_uring_submit_req",
                "{ common_pid:        207, ctx: ffff888007c4e800, opcode:         22 } hitcount:       1000\n");
        assertThat(histogram.rows().getFirst().key("common_pid")).isEqualTo("207");
        assertThat(histogram.rows().getFirst().key("ctx")).isEqualTo("ffff888007c4e800");
    }

    @Test
    void what_never_happened_is_zero() {
        assertThat(EventHistogram.parse("block/block_split", "# event histogram\n\nTotals:\n    Hits: 0\n    Dropped: 0\n")
                .hits()).isZero();
    }

    @Test
    void a_count_that_is_not_whole_is_no_count() {
        assertThatExceptionOfType(CountsException.class).isThrownBy(() -> EventHistogram.parse("raw_syscalls/sys_enter",
                TEXT.replace("Dropped: 0", "Dropped: 7"))).withMessage(
                        "the kernel could not count everything: event=raw_syscalls/sys_enter, dropped=7");
    }
}
