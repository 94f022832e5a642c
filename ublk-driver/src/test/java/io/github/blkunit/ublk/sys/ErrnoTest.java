package io.github.blkunit.ublk.sys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.ublk.uapi.LibC;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class ErrnoTest {
    @Test
    void an_error_is_shown_by_name_and_number() {
        assertThat(Errno.of(-19)).hasToString("ENODEV (19)");
        assertThat(Errno.EAGAIN).hasToString("EAGAIN (11)");
        assertThat(new Errno(4000)).hasToString("E? (4000)");
    }

    @Test
    void results_are_errors_from_minus_one_to_minus_4095() {
        assertThat(Errno.isError(0)).isFalse();
        assertThat(Errno.isError(-1)).isTrue();
        assertThat(Errno.isError(-4095)).isTrue();
        assertThat(Errno.isError(-4096)).isFalse();
        assertThatThrownBy(() -> new Errno(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_failing_call_returns_its_error_number() {
        assertThat(Sys.open("/does/not/exist", LibC.O_RDONLY())).isEqualTo(-LibC.ENOENT());
        assertThat(Sys.close(-1)).isEqualTo(-LibC.EBADF());
        assertThat(Sys.mmap(4096, 0, LibC.MAP_SHARED(), -1, 0)).isEqualTo(-LibC.EBADF());
    }

    @Test
    void a_mapping_ends_with_its_arena() {
        MemorySegment memory;
        try (Arena arena = Arena.ofConfined()) {
            memory = Mapping.anonymous(5000, arena);
            assertThat(memory.byteSize()).isEqualTo(Mapping.pages(5000)).isEqualTo(8192);
            memory.set(ValueLayout.JAVA_BYTE, 8191, (byte) 1);
        }
        assertThatThrownBy(() -> memory.get(ValueLayout.JAVA_BYTE, 0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_refused_mapping_names_all_its_values() {
        try (Arena arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> Mapping.readOnly(-1, 4096, 0, arena)).isInstanceOf(SystemCallException.class)
                    .hasMessage("mmap failed: errno=EBADF (9), fd=-1, bytes=4096, offset=0");
        }
    }
}
