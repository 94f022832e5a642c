package io.github.blkunit.counts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CopiedBytesTest {

    @Test
    void the_servers_command_line_tells_where_it_counts() {
        assertThat(CopiedBytes.file(7, "java\0-Dblkunit.ublk.counters=/tmp\0-cp\0x\0")).contains(Path.of(
                "/tmp/blkunit-ublk-7.counters"));
        assertThat(CopiedBytes.file(7, "kublk\0add\0")).isEmpty();
    }

    @Test
    void all_places_are_added_up() {
        assertThat(CopiedBytes.sum(ByteBuffer.allocate(24).order(ByteOrder.nativeOrder()).putLong(4096).putLong(0).putLong(512)
                .array())).isEqualTo(4608);
    }

    @Test
    void a_process_that_does_not_tell_is_unknown() {
        assertThat(CopiedBytes.of(ProcessHandle.current().pid())).isEqualTo(ServerCounts.UNKNOWN);
    }
}
