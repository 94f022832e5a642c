package io.github.blkunit.ublk.server;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.blkunit.ublk.sys.Mapping;
import io.github.blkunit.ublk.target.Op;
import io.github.blkunit.ublk.uapi.UblkCmd;
import io.github.blkunit.ublk.uapi.ublksrv_io_desc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** The kernel's table of one queue's requests, one descriptor per tag. A descriptor is valid from its fetch's completion to its commit. */
final class IoDescriptors {
    private static final long BYTES = ublksrv_io_desc.sizeof();
    private static final long OP_FLAGS = ublksrv_io_desc.op_flags$offset();
    private static final long SECTORS = ublksrv_io_desc.nr_sectors$offset();
    private static final long SECTOR = ublksrv_io_desc.start_sector$offset();
    private static final int OP_MASK = 0xff;
    private static final int FORCE_UNIT_ACCESS = UblkCmd.UBLK_IO_F_FUA();
    private static final @Nullable Op[] OPS = ops();

    private final MemorySegment table;

    IoDescriptors(MemorySegment table) { this.table = table; }

    /** Maps the table of one queue; the offset and the length are prescribed to the byte. */
    static IoDescriptors map(int fd, int queue, int depth, Arena arena) {
        long stride = Mapping.pages(UblkCmd.UBLK_MAX_QUEUE_DEPTH() * BYTES);
        return new IoDescriptors(Mapping.readOnly(fd, Mapping.pages(depth * BYTES), queue * stride, arena));
    }

    /** Lets the slot carry the request that the kernel has just handed over. Returns false for an operation that was never asked for. */
    boolean load(Slot slot) {
        long at = slot.tag() * BYTES;
        int opFlags = table.get(JAVA_INT, at + OP_FLAGS);
        int number = opFlags & OP_MASK;
        Op op = number < OPS.length ? OPS[number] : null;
        slot.arrive(op == null ? Op.FLUSH : op, (opFlags & FORCE_UNIT_ACCESS) != 0, table.get(JAVA_LONG, at + SECTOR),
                table.get(JAVA_INT, at + SECTORS));
        return op != null;
    }

    private static @Nullable Op[] ops() {
        @Nullable
        Op[] ops = new @Nullable Op[UblkCmd.UBLK_IO_OP_WRITE_ZEROES() + 1];
        ops[UblkCmd.UBLK_IO_OP_READ()] = Op.READ;
        ops[UblkCmd.UBLK_IO_OP_WRITE()] = Op.WRITE;
        ops[UblkCmd.UBLK_IO_OP_FLUSH()] = Op.FLUSH;
        ops[UblkCmd.UBLK_IO_OP_DISCARD()] = Op.DISCARD;
        ops[UblkCmd.UBLK_IO_OP_WRITE_ZEROES()] = Op.WRITE_ZEROES;
        return ops;
    }
}
