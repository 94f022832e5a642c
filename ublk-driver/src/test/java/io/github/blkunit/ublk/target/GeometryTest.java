package io.github.blkunit.ublk.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeometryTest {
    @ParameterizedTest @CsvSource({"0, 512", "-512, 512", "1000, 512", "512, 4096", "1048576, 256", "1048576, 8192",
            "1048576, 1000"})
    void impossible_sizes_are_refused_with_their_values(long size, int logicalBlockSize) {
        assertThatThrownBy(() -> Geometry.of(size, logicalBlockSize)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(".*(size=" + size + ", logical block size=|logical block size=)" + logicalBlockSize + ".*");
    }

    @ParameterizedTest @CsvSource({"512, 512", "4096, 4096", "1099511627776, 1024"})
    void possible_sizes_are_taken(long size, int logicalBlockSize) {
        assertThat(Geometry.of(size, logicalBlockSize).size()).isEqualTo(size);
    }

    @Test
    void a_request_larger_than_the_protocol_allows_is_refused() {
        assertThatThrownBy(() -> Geometry.of(1 << 20, 512).with(256, 4096, 0, 0, 0)).hasMessageContaining(
                "physical block size=256");
    }
}
