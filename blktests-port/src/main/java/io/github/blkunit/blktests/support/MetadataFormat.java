package io.github.blkunit.blktests.support;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.ErrnoException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * What a device stores beside its blocks: {@code struct logical_block_metadata_cap} of {@code linux/fs.h}.
 *
 * @param flags {@code LBMD_PI_CAP_*}
 * @param interval bytes of data that one unit of metadata describes
 * @param size bytes of a unit
 * @param tupleSize bytes of the protection information in it, 0 if there is none
 * @param tupleOffset where that begins
 */
public record MetadataFormat(int flags, int interval, int size, int tupleSize, int tupleOffset) {
    /** {@code _IOWR(0x15, 2, struct logical_block_metadata_cap)}, which has 16 bytes. */
    private static final long FS_IOC_GETLBMD_CAP = 0xC0101502L;
    private static final int BYTES = 16;
    private static final int INTEGRITY = 1;
    private static final int REFERENCE_TAG = 1 << 1;

    private static final long INTERVAL = 4;
    private static final long SIZE = 6;
    private static final long TUPLE_SIZE = 9;
    private static final long TUPLE_OFFSET = 10;

    /** Asks the device (FS_IOC_GETLBMD_CAP); nothing if the kernel or the device cannot answer. */
    public static Optional<MetadataFormat> of(Device device) throws IOException {
        try (var disk = device.openBuffered(Access.READ_ONLY); Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(BYTES, Long.BYTES);
            disk.ioctl("FS_IOC_GETLBMD_CAP", FS_IOC_GETLBMD_CAP, answer);
            return Optional.of(new MetadataFormat(answer.get(JAVA_INT, 0), Short.toUnsignedInt(answer.get(JAVA_SHORT, INTERVAL)),
                    Byte.toUnsignedInt(answer.get(JAVA_BYTE, SIZE)), Byte.toUnsignedInt(answer.get(JAVA_BYTE, TUPLE_SIZE)), Byte
                            .toUnsignedInt(answer.get(JAVA_BYTE, TUPLE_OFFSET))));
        } catch (ErrnoException e) {
            return Optional.empty();
        }
    }

    /** Whether the kernel checks protection information on this device. */
    public boolean hasIntegrity() {
        return (flags & INTEGRITY) != 0;
    }

    /** Whether the protection information has a reference tag. */
    public boolean hasReferenceTag() {
        return (flags & REFERENCE_TAG) != 0;
    }
}
