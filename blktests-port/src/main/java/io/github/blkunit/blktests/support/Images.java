package io.github.blkunit.blktests.support;

import io.github.blkunit.ByteSize;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** Files that are to be disks. */
public final class Images {
    private Images() {}

    /** A new file of that size with nothing in it: reads zeroes, takes no space. */
    public static Path sparse(Path file, ByteSize size) throws IOException {
        try (RandomAccessFile image = new RandomAccessFile(file.toFile(), "rw")) {
            image.setLength(size.bytes());
        }
        return file;
    }

    /** A sparse file with a partition table. */
    public static Path partitioned(Path file, ByteSize size, PartitionTable table) throws IOException {
        table.writeTo(sparse(file, size), size);
        return file;
    }
}
