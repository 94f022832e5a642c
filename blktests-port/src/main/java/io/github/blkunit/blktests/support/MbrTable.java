package io.github.blkunit.blktests.support;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A master boot record: 446 bytes for the boot loader, four entries of 16 bytes, a signature. */
record MbrTable(List<Extent> partitions) implements PartitionTable {
    private static final int ENTRIES = 446;
    private static final int ENTRY = 16;
    private static final int MOST = 4;
    private static final int SIGNATURE = 510;
    private static final byte LINUX = (byte) 0x83;
    private static final long LIMIT = 0xFFFF_FFFFL;

    MbrTable {
        partitions = List.copyOf(partitions);
        if (partitions.size() > MOST) {
            throw new IllegalArgumentException("too many primary partitions: wanted=" + partitions.size() + ", possible=" + MOST);
        }
    }

    @Override
    public List<Piece> pieces(long sectorsOfDisk) {
        ByteBuffer record = empty();
        for (int i = 0; i < partitions.size(); i++) { putEntry(record, i, LINUX, partitions.get(i)); }
        return List.of(new Piece(0, record));
    }

    /** A record without partitions. */
    static ByteBuffer empty() {
        return ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN).putShort(SIGNATURE, (short) 0xAA55);
    }

    static void putEntry(ByteBuffer record, int index, byte type, Extent extent) {
        int at = ENTRIES + index * ENTRY;
        record.putInt(at, 0x00FFFFFE << 8); // not bootable; cylinder, head and sector: see the block address
        record.putInt(at + 4, 0xFFFFFE00 | Byte.toUnsignedInt(type));
        record.putInt(at + 8, (int) Math.min(extent.firstSector(), LIMIT));
        record.putInt(at + 12, (int) Math.min(extent.sectors(), LIMIT));
    }
}
