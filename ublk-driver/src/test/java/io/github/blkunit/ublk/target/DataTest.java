package io.github.blkunit.ublk.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class DataTest {
    @Test
    void memory_that_is_shared_with_the_client_is_not_to_be_wiped() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment shared = arena.allocate(8192);
            Data data = new Data(arena.allocate(4096), 0, 4096, true);
            data.length(512);
            assertThat(data.isReturned()).isTrue();
            data.shared(shared, 4096, 512);
            assertThat(data.isReturned()).isFalse();
            data.length(512);
            assertThat(data.isReturned()).isTrue();
        }
    }
}
