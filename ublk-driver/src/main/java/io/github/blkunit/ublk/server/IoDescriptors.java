package io.github.blkunit.ublk.server;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.blkunit.ublk.control.DeviceInfo;
import io.github.blkunit.ublk.sys.Mapping;
import io.github.blkunit.ublk.target.Op;
import io.github.blkunit.ublk.uapi.UblkCmd;
import io.github.blkunit.ublk.uapi.ublksrv_io_desc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** The kernel's tables of requests, one per queue, one descriptor per tag. A descriptor is valid from its fetch's completion to its commit. */
final class IoDescriptors {
    private static final long OP_FLAGS = ublksrv_io_desc.op_flags$offset();
    private static final long SECTORS = ublksrv_io_desc.nr_sectors$offset();
    private static final long SECTOR = ublksrv_io_desc.start_sector$offset();
    private static final long ADDRESS = ublksrv_io_desc.addr$offset();
    private static final int OP_MASK = 0xff;
    private static final int SHARED = UblkCmd.UBLK_IO_F_SHMEM_ZC();
    private static final long SHARED_OFFSET_MASK = UblkCmd.UBLK_SHMEM_ZC_OFF_MASK();
    private static final @Nullable Op[] OPS = ops();

    private final MemorySegment[] tables;
    private final long stride;
    private final MemorySegment shared;

    /** Parameter shared: memory that is also the client's, or empty. */
    IoDescriptors(MemorySegment[] tables, int stride, MemorySegment shared) {
        this.tables = tables;
        this.stride = stride;
        this.shared = shared;
    }

    /** Maps the tables of all queues; offset and length are prescribed to the byte. */
    static IoDescriptors map(int fd, DeviceInfo device, MemorySegment shared, Arena arena) {
        int stride = device.descriptorBytes();
        long distance = Mapping.pages((long) UblkCmd.UBLK_MAX_QUEUE_DEPTH() * stride);
        MemorySegment[] tables = new MemorySegment[device.queues()];
        for (int queue = 0; queue < tables.length; queue++)
            tables[queue] = Mapping.readOnly(fd, Mapping.pages((long) device.depth() * stride), queue * distance, arena);
        return new IoDescriptors(tables, stride, shared);
    }

    /** Lets the slot carry the request that the kernel has just handed over. Returns false for an operation that was never asked for. */
    boolean load(Slot slot) {
        MemorySegment table = tables[slot.queue()];
        long at = slot.tag() * stride;
        int opFlags = table.get(JAVA_INT, at + OP_FLAGS);
        int number = opFlags & OP_MASK;
        Op op = number < OPS.length ? OPS[number] : null;
        slot.arrive(op == null ? Op.FLUSH : op, opFlags, table.get(JAVA_LONG, at + SECTOR), table.get(JAVA_INT, at + SECTORS));
        if ((opFlags & SHARED) != 0)
            slot.buffer().shared(shared, table.get(JAVA_LONG, at + ADDRESS) & SHARED_OFFSET_MASK, slot.length());
        return op != null;
    }

    private static @Nullable Op[] ops() {
        @Nullable
        Op[] ops = new @Nullable Op[UblkCmd.UBLK_IO_OP_REPORT_ZONES() + 1];
        ops[UblkCmd.UBLK_IO_OP_READ()] = Op.READ;
        ops[UblkCmd.UBLK_IO_OP_WRITE()] = Op.WRITE;
        ops[UblkCmd.UBLK_IO_OP_FLUSH()] = Op.FLUSH;
        ops[UblkCmd.UBLK_IO_OP_DISCARD()] = Op.DISCARD;
        ops[UblkCmd.UBLK_IO_OP_WRITE_ZEROES()] = Op.WRITE_ZEROES;
        ops[UblkCmd.UBLK_IO_OP_ZONE_OPEN()] = Op.ZONE_OPEN;
        ops[UblkCmd.UBLK_IO_OP_ZONE_CLOSE()] = Op.ZONE_CLOSE;
        ops[UblkCmd.UBLK_IO_OP_ZONE_FINISH()] = Op.ZONE_FINISH;
        ops[UblkCmd.UBLK_IO_OP_ZONE_APPEND()] = Op.ZONE_APPEND;
        ops[UblkCmd.UBLK_IO_OP_ZONE_RESET_ALL()] = Op.ZONE_RESET_ALL;
        ops[UblkCmd.UBLK_IO_OP_ZONE_RESET()] = Op.ZONE_RESET;
        ops[UblkCmd.UBLK_IO_OP_REPORT_ZONES()] = Op.REPORT_ZONES;
        return ops;
    }
}
