package io.github.blkunit.blktests.support;

import static io.github.blkunit.blktests.support.DirectVectors.Expected.REFUSED;
import static io.github.blkunit.blktests.support.DirectVectors.Expected.SERVED;
import static io.github.blkunit.blktests.support.DirectVectors.Expected.SERVED_OR_REFUSED;

import io.github.blkunit.blktests.support.DirectVectors.Case;
import io.github.blkunit.blktests.support.DirectVectors.Expected;
import io.github.blkunit.blktests.support.DirectVectors.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The vectors of block/042, made from a device's limits so that each of them keeps or breaks exactly one. */
public final class DirectVectorCases {
    private static final int PAGE = 4096;
    private static final int TINY_PIECES = 320;
    private static final int MOST_PIECES_PER_PAGE = 256;
    private static final int MANY = 1024;

    private DirectVectorCases() {}

    /** All of them, in an order in which a later one does not depend on what an earlier one wrote. */
    public static List<Case> of(DirectLimits limits) {
        List<Case> cases = new ArrayList<>();
        addAligned(cases, limits);
        addUnalignedPieces(cases, limits);
        addNullPointers(cases, limits);
        addMisaligned(cases, limits);
        return List.copyOf(cases);
    }

    private static void addAligned(List<Case> cases, DirectLimits limits) {
        int block = limits.block();
        cases.add(new Case("all memory at once", SERVED, List.of(new Piece(0, limits.memory()))));
        cases.add(new Case("from the smallest DMA offset", SERVED, List.of(new Piece(limits.dma(), limits.largest()))));
        cases.add(pieces("pieces of two blocks", SERVED, 4, i -> new Piece(4L * block * i, 2L * block)));
        cases.add(pieces("pieces of two blocks from DMA offsets", SERVED, 4, i -> new Piece(8L * block * i + (long) limits.dma()
                * (i
                        + 1), 2L * block)));
    }

    private static void addUnalignedPieces(List<Case> cases, DirectLimits limits) {
        int block = limits.block();
        int dma = limits.dma();
        // A part of a block at the end of a page, whole pages, and the rest of the block: blocks lie across pieces.
        int head = block / 4 % dma == 0 ? block / 4 : dma;
        int times = Math.max(2, PAGE / block);
        cases.add(new Case("a block across pieces", SERVED_OR_REFUSED, List.of(new Piece(PAGE - head, head), new Piece(8L * block
                * times, (long) block * times), new Piece(16L * block * times, (long) block * times), new Piece(24L * block
                        * times,
                        (long) block * times - head))));
        cases.add(pieces("pieces of half a block", SERVED_OR_REFUSED, 4, i -> new Piece(8L * block * i, block / 2)));
        // So many pieces of the smallest size that a page's worth of them does, or does not, fit into one request.
        int tiny = block / (block / dma);
        boolean fits = PAGE / tiny < MOST_PIECES_PER_PAGE && tiny >= limits.boundary();
        cases.add(pieces("pieces of the smallest size", fits ? SERVED : REFUSED, TINY_PIECES, i -> new Piece(2L * tiny * i,
                tiny)));
    }

    private static void addNullPointers(List<Case> cases, DirectLimits limits) {
        int block = limits.block();
        cases.add(pieces("a first piece nowhere", REFUSED, 4, i -> new Piece(i == 0 ? Piece.NOWHERE : 2L * block * i, block)));
        cases.add(pieces("a late piece nowhere", REFUSED, MANY, i -> new Piece(i == MANY / 2 + 1 ? Piece.NOWHERE : 2L * block * i,
                block)));
    }

    private static void addMisaligned(List<Case> cases, DirectLimits limits) {
        int block = limits.block();
        int dma = limits.dma();
        long largest = limits.largest();
        Expected refusedIfAligned = dma > 1 ? REFUSED : SERVED;
        cases.add(new Case("from a wrong DMA offset", refusedIfAligned, List.of(new Piece(2L * dma - 1, 256L * block))));
        cases.add(new Case("one of five large pieces from a wrong DMA offset", refusedIfAligned, List.of(new Piece(0, largest),
                new Piece(2 * largest, largest), new Piece(4 * largest + 2L * dma - 1, largest), new Piece(6 * largest, largest),
                new Piece(8 * largest, largest))));
        if (dma > 1) { // without a DMA alignment nothing is wrong with it
            cases.add(new Case("a late small piece from a wrong DMA offset", REFUSED, List.of(new Piece(0, largest - block),
                    new Piece(
                            largest + block, block), new Piece(largest + block + 2L * PAGE + dma - 1, block), new Piece(8
                                    * largest, block))));
        }
        cases.add(new Case("pieces of wrong DMA lengths", refusedIfAligned, List.of(new Piece(0, largest / 2 * 3), new Piece(4
                * largest,
                2L * block - (dma + 1)), new Piece(8 * largest, 2L * block + dma + 1), new Piece(12 * largest, largest / 2))));
    }

    private static Case pieces(String name, Expected expected, int count, IntFunction<Piece> piece) {
        return new Case(name, expected, IntStream.range(0, count).mapToObj(piece).toList());
    }
}
