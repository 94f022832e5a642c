package io.github.blkunit.blktests.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.IoBuffer;
import io.github.blkunit.ublk.sys.Errno;
import java.io.IOException;
import java.util.List;

/** Vectored direct writes and reads at the device's start, from any place in memory. Used by one thread. */
public final class DirectVectors implements AutoCloseable {
    private final DeviceChannel disk;
    private final boolean stores;
    private final IoBuffer source;
    private final IoBuffer destination;

    private DirectVectors(DeviceChannel disk, boolean stores, ByteSize memory) {
        this.disk = disk;
        this.stores = stores;
        this.source = RandomData.ofSize(memory, 42);
        this.destination = IoBuffer.ofSize(memory);
    }

    /** What is to become of a vector. */
    public enum Expected {
        /** Written, and read back by the same vector. */
        SERVED,
        /** Refused; nothing is written. */
        REFUSED,
        /** Either of both. */
        SERVED_OR_REFUSED
    }

    /**
     * A piece of a vector.
     *
     * @param offset in the memory; {@link #NOWHERE} for no address at all
     * @param bytes its length
     */
    public record Piece(long offset, long bytes) {
        /** The null pointer. */
        public static final long NOWHERE = -1;
    }

    /**
     * A vector and its fate.
     *
     * @param name for messages
     */
    public record Case(String name, Expected expected, List<Piece> pieces) {
        public Case { pieces = List.copyOf(pieces); }
    }

    /**
     * Opens a device for vectors of pieces.
     *
     * @param stores whether the device gives back what was written, so that content can be compared
     */
    public static DirectVectors on(Device device, DirectLimits limits, boolean stores) throws IOException {
        return new DirectVectors(device.open(Access.READ_WRITE), stores, new ByteSize(limits.memory()));
    }

    /** Fails unless the vector meets its fate. */
    public void check(Case it) {
        long total = it.pieces().stream().mapToLong(Piece::bytes).sum();
        long written = Native.pwritev(disk.descriptor(), pieces(it, source), 0);
        if (it.expected() == Expected.REFUSED) {
            assertThat(written).as("%s: pwritev of %d bytes is refused", it.name(), total).isNegative();
            return;
        }
        if (it.expected() == Expected.SERVED_OR_REFUSED && written < 0) { return; }
        assertThat(written).as("%s: pwritev, %s", it.name(), error(written)).isEqualTo(total);
        destination.fill(0);
        long read = Native.preadv(disk.descriptor(), pieces(it, destination), 0);
        assertThat(read).as("%s: preadv, %s", it.name(), error(read)).isEqualTo(total);
        if (stores) { it.pieces().forEach(piece -> assertSame(it.name(), piece)); }
    }

    private void assertSame(String name, Piece piece) {
        long different = destination.memory().asSlice(piece.offset(), piece.bytes()).mismatch(source.memory().asSlice(piece
                .offset(),
                piece.bytes()));
        assertThat(different).as("%s: first byte that differs in the piece at %d", name, piece.offset()).isEqualTo(-1);
    }

    private static List<Native.Piece> pieces(Case it, IoBuffer memory) {
        return it.pieces().stream().map(piece -> {
            if (piece.offset() == Piece.NOWHERE) { return new Native.Piece(0, piece.bytes()); }
            return new Native.Piece(memory.memory().asSlice(piece.offset(), piece.bytes()).address(), piece.bytes());
        }).toList();
    }

    private static String error(long result) { return Errno.isError(result) ? Errno.of(result).toString() : "no error"; }

    @Override
    public void close() throws IOException { disk.close(); }
}
