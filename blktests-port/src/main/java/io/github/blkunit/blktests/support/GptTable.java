package io.github.blkunit.blktests.support;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * A GUID partition table (UEFI specification, chapter 5): protective MBR, header, 128 entries; entries and header once more at
 * the disk's end. GUIDs are made from positions, so that equal tables are equal bytes.
 */
record GptTable(List<Extent> partitions) implements PartitionTable {
    private static final UUID LINUX = UUID.fromString("0FC63DAF-8483-4772-8E79-3D69D8477DE4");
    private static final byte PROTECTIVE = (byte) 0xEE;
    private static final int ENTRIES = 128;
    private static final int ENTRY = 128;
    private static final int ENTRY_SECTORS = ENTRIES * ENTRY / SECTOR;
    private static final int HEADER = 92;
    private static final int HEADER_CRC = 16;
    private static final int FIRST_USABLE = 2 + ENTRY_SECTORS;

    GptTable { partitions = List.copyOf(partitions); }

    @Override
    public List<Piece> pieces(long sectorsOfDisk) {
        long last = sectorsOfDisk - 1;
        ByteBuffer protective = MbrTable.empty();
        MbrTable.putEntry(protective, 0, PROTECTIVE, new Extent(1, last));
        ByteBuffer entries = entries();
        return List.of(new Piece(0, protective), new Piece(1, header(1, last, 2, last, entries)), new Piece(2, entries),
                new Piece(last - ENTRY_SECTORS, entries), new Piece(last, header(last, 1, last - ENTRY_SECTORS, last, entries)));
    }

    private ByteBuffer entries() {
        ByteBuffer entries = ByteBuffer.allocate(ENTRIES * ENTRY).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < partitions.size(); i++) {
            Extent extent = partitions.get(i);
            entries.position(i * ENTRY);
            put(entries, LINUX);
            put(entries, new UUID(LINUX.getMostSignificantBits(), i + 1L));
            entries.putLong(extent.firstSector()).putLong(extent.firstSector() + extent.sectors() - 1);
        }
        return entries.rewind();
    }

    private static ByteBuffer header(long here, long other, long entriesAt, long last, ByteBuffer entries) {
        ByteBuffer header = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        header.put("EFI PART".getBytes(StandardCharsets.US_ASCII)).putInt(0x00010000).putInt(HEADER).putInt(0).putInt(0);
        header.putLong(here).putLong(other).putLong(FIRST_USABLE).putLong(last - ENTRY_SECTORS - 1);
        put(header, new UUID(LINUX.getMostSignificantBits(), 0));
        header.putLong(entriesAt).putInt(ENTRIES).putInt(ENTRY).putInt(crc(entries.duplicate()));
        header.putInt(HEADER_CRC, crc(header.duplicate().rewind().limit(HEADER)));
        return header.rewind();
    }

    private static int crc(ByteBuffer bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** The first three groups are little endian numbers, the others bytes in their order. */
    private static void put(ByteBuffer to, UUID guid) {
        long high = guid.getMostSignificantBits();
        to.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
        to.putLong(Long.reverseBytes(guid.getLeastSignificantBits()));
    }
}
