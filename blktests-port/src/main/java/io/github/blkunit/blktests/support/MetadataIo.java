package io.github.blkunit.blktests.support;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.ByteSize;
import io.github.blkunit.IoBuffer;
import io.github.blkunit.ublk.sys.SystemCallException;
import io.github.blkunit.ublk.uapi.io_uring_attr_pi;
import io.github.blkunit.ublk.uapi.io_uring_sqe;
import io.github.blkunit.ublk.uring.IoUring;
import io.github.blkunit.ublk.uring.RingSetup;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * Large io_uring requests with metadata of the application's own: each round has other data, another seed and another place of
 * the metadata in its buffer. Used by one thread.
 */
public final class MetadataIo implements AutoCloseable {
    private static final ByteSize DATA = ByteSize.mib(8); // more than one request of any device: it is split
    private static final int MOST_ROUNDS = 512;
    private static final int STEP = 4;
    /** {@code enum io_uring_op}, {@code IO_INTEGRITY_CHK_REFTAG} of {@code linux/fs.h}. */
    private static final byte OP_READ = 22;
    private static final byte OP_WRITE = 23;
    private static final short CHECK_REFERENCE_TAG = 1 << 1;

    private final MetadataFormat format;
    private final DeviceChannel disk;
    private final IoUring ring = IoUring.open(RingSetup.plain(2));
    private final int units;
    private final IoBuffer data = IoBuffer.ofSize(DATA);
    private final IoBuffer metadata;
    private final IoBuffer attribute = IoBuffer.ofSize(new ByteSize(io_uring_attr_pi.layout().byteSize()));

    private MetadataIo(MetadataFormat format, DeviceChannel disk) {
        this.format = format;
        this.disk = disk;
        this.units = (int) (DATA.bytes() / format.interval());
        this.metadata = IoBuffer.ofSize(new ByteSize((long) units * format.size() + (long) STEP * MOST_ROUNDS));
    }

    /**
     * Opens a device for data with its metadata.
     *
     * @throws IOException if the device has no metadata
     */
    public static MetadataIo on(Device device, MetadataFormat format) throws IOException {
        if (format.interval() == 0 || format.size() == 0) {
            throw new IOException("the device stores no metadata: device=" + device + ", format=" + format);
        }
        return new MetadataIo(format, device.open(Access.READ_WRITE));
    }

    /** Writes data and metadata, reads both back and compares them. */
    public void checkRoundTrip(int round) throws IOException {
        long at = 8L * format.interval() * round;
        MemorySegment used = metadata.memory().asSlice((long) STEP * round, (long) units * format.size());
        fillData(round);
        fillMetadata(used, round);
        byte[] wantedMetadata = used.toArray(JAVA_BYTE);
        byte[] wantedData = data.memory().toArray(JAVA_BYTE);
        submit(OP_WRITE, at, used, round);
        data.fill(0);
        metadata.fill(0);
        submit(OP_READ, at, used, round);
        long wrongData = data.memory().mismatch(MemorySegment.ofArray(wantedData));
        if (wrongData >= 0) { throw new AssertionError("data differ: round=" + round + ", byte=" + wrongData); }
        for (int i = 0; i < wantedMetadata.length; i++) {
            if (isOurs(i % format.size()) && used.get(JAVA_BYTE, i) != wantedMetadata[i]) {
                throw new AssertionError("metadata differ: round=" + round + ", unit=" + i / format.size() + ", byte=" + i
                        % format
                                .size() + ", wrote=" + wantedMetadata[i] + ", read=" + used.get(JAVA_BYTE, i));
            }
        }
    }

    /** Overwrites all that the rounds wrote. */
    public void zeroAll() throws IOException {
        disk.writeFully(0, data.fill(0));
        disk.writeFully(DATA.bytes(), data);
    }

    private void fillData(int round) {
        for (long i = 0; i < DATA.bytes(); i++) { data.memory().set(JAVA_BYTE, i, (byte) (0xAA + round + i)); }
    }

    /** Outside of the tuple bytes that follow from the unit; in it the reference tag, which the seed counts up from. */
    private void fillMetadata(MemorySegment used, int round) {
        for (int unit = 0; unit < units; unit++) {
            long start = (long) unit * format.size();
            long tag = Integer.toUnsignedLong(round + unit);
            for (int i = 0; i < format.size(); i++) {
                if (isBeforeTuple(i)) {
                    used.set(JAVA_BYTE, start + i, (byte) (tag + i + unit));
                } else if (isAfterTuple(i)) {
                    used.set(JAVA_BYTE, start + i, (byte) ~(tag + i + unit));
                }
            }
            for (int i = 0; i < tagBytes(); i++) {
                used.set(JAVA_BYTE, start + tagOffset() + i, (byte) (tag >>> (8 * (tagBytes() - 1 - i))));
            }
        }
    }

    private boolean isOurs(int i) {
        return isBeforeTuple(i) || isAfterTuple(i) || (i >= tagOffset() && i < tagOffset() + tagBytes());
    }

    private boolean isBeforeTuple(int i) { return i < format.tupleOffset(); }

    private boolean isAfterTuple(int i) { return i >= format.tupleOffset() + format.tupleSize(); }

    /** The tag ends a tuple: the last 4 of 8 bytes, or the last 6 of 16, big endian. */
    private int tagBytes() {
        return switch (format.tupleSize()) {
            case 8 -> 4;
            case 16 -> 6;
            default -> 0;
        };
    }

    private int tagOffset() { return format.tupleOffset() + format.tupleSize() - tagBytes(); }

    private void submit(byte opcode, long at, MemorySegment used, int seed) {
        MemorySegment protection = attribute.memory().fill((byte) 0);
        io_uring_attr_pi.flags(protection, format.hasReferenceTag() ? CHECK_REFERENCE_TAG : 0);
        io_uring_attr_pi.len(protection, (int) used.byteSize());
        io_uring_attr_pi.addr(protection, used.address());
        io_uring_attr_pi.seed(protection, seed);
        MemorySegment slot = ring.submissions().slot(ring.submissions().claim());
        io_uring_sqe.opcode(slot, opcode);
        io_uring_sqe.fd(slot, disk.descriptor());
        io_uring_sqe.off(slot, at);
        io_uring_sqe.addr(slot, data.memory().address());
        io_uring_sqe.len(slot, (int) DATA.bytes());
        io_uring_sqe.attr_ptr(slot, protection.address());
        io_uring_sqe.attr_type_mask(slot, io.github.blkunit.ublk.uapi.IoUring.IORING_RW_ATTR_FLAG_PI());
        ring.submitAndWait(1);
        String target = "offset=" + at + ", seed=" + seed;
        ring.completions().drain((_, result, _) -> {
            SystemCallException.check(result, opcode == OP_READ ? "IORING_OP_READ" : "IORING_OP_WRITE", target);
            if (result != DATA.bytes()) { throw new AssertionError("not all data were moved: " + target + ", bytes=" + result); }
        });
    }

    @Override
    public void close() throws IOException {
        ring.close();
        disk.close();
    }
}
