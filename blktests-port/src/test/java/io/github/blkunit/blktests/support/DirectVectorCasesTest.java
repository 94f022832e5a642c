package io.github.blkunit.blktests.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.blktests.support.DirectVectors.Case;
import io.github.blkunit.blktests.support.DirectVectors.Expected;
import io.github.blkunit.blktests.support.DirectVectors.Piece;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DirectVectorCasesTest {
    private static final long GIB = 1L << 30;

    static Stream<DirectLimits> limits() {
        return Stream.of(new DirectLimits(128, 127 << 10, 2, 1, 512, GIB), new DirectLimits(128, 512 << 10, 512, 1, 512, GIB),
                new DirectLimits(4096, 1280 << 10, 4, 4096, 4096, GIB), new DirectLimits(128, 127 << 10, 1, 1, 512, 4 << 20));
    }

    @ParameterizedTest @MethodSource("limits")
    void every_piece_lies_in_the_memory_and_every_vector_on_the_device(DirectLimits limits) {
        assertThat(limits.areUsable()).isTrue();
        assertThat(DirectVectorCases.of(limits)).allSatisfy(it -> {
            assertThat(it.pieces()).allSatisfy(piece -> {
                assertThat(piece.bytes()).isPositive();
                assertThat(piece.offset() + piece.bytes()).isLessThanOrEqualTo(limits.memory());
            });
            assertThat(bytes(it)).isLessThanOrEqualTo(limits.capacity());
        });
    }

    @ParameterizedTest @MethodSource("limits")
    void what_must_be_served_is_whole_blocks(DirectLimits limits) {
        assertThat(DirectVectorCases.of(limits)).filteredOn(it -> it.expected() == Expected.SERVED).isNotEmpty().allSatisfy(
                it -> assertThat(bytes(it) % limits.block()).as(it.name()).isZero());
    }

    @Test
    void without_a_dma_alignment_odd_addresses_are_served() {
        DirectLimits limits = new DirectLimits(128, 127 << 10, 1, 1, 512, GIB);
        assertThat(DirectVectorCases.of(limits)).filteredOn(it -> it.name().contains("wrong DMA")).extracting(Case::expected)
                .containsOnly(Expected.SERVED);
    }

    @Test
    void limits_that_do_not_fit_together_are_not_used() {
        assertThat(List.of(new DirectLimits(128, 127 << 10, 3, 1, 512, GIB), new DirectLimits(128, 127 << 10, 2, 256, 512, GIB),
                new DirectLimits(128, 127 << 10, 1024, 1, 512, GIB), new DirectLimits(128, 127 << 10, 2, 1, 512, 1 << 20)))
                .noneMatch(DirectLimits::areUsable);
    }

    private static long bytes(Case it) { return it.pieces().stream().mapToLong(Piece::bytes).sum(); }
}
