package io.github.blkunit.blktests.support;

import io.github.blkunit.ByteSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A partition table for disks and images with sectors of 512 bytes. */
public sealed interface PartitionTable permits MbrTable, GptTable {
    /** Bytes of a sector. */
    int SECTOR = 512;

    /**
     * Where a partition lies.
     *
     * @param firstSector counted from 0
     * @param sectors at least 1
     */
    record Extent(long firstSector, long sectors) {}

    /** An MS-DOS table with up to four primary partitions. */
    static PartitionTable mbr(Extent... partitions) {
        return new MbrTable(List.of(partitions));
    }

    /** A GUID table with its copy at the end. */
    static PartitionTable gpt(Extent... partitions) {
        return new GptTable(List.of(partitions));
    }

    /** What is written where. */
    List<Piece> pieces(long sectorsOfDisk);

    /** Bytes that start at a sector. */
    record Piece(long sector, ByteBuffer bytes) {}

    /** Writes it to a disk or image of that size and returns when it is there for everybody to read. */
    default void writeTo(Path disk, ByteSize size) throws IOException {
        try (FileChannel channel = FileChannel.open(disk, StandardOpenOption.WRITE)) {
            for (Piece piece : pieces(size.sectors())) {
                ByteBuffer bytes = piece.bytes().duplicate();
                long at = piece.sector() * SECTOR;
                while (bytes.hasRemaining()) { at += channel.write(bytes, at); }
            }
            channel.force(false);
        }
    }
}
