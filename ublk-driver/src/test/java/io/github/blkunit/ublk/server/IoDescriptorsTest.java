package io.github.blkunit.ublk.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ublk.target.Data;
import io.github.blkunit.ublk.target.Op;
import io.github.blkunit.ublk.uapi.UblkCmd;
import io.github.blkunit.ublk.uapi.ublksrv_io_desc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From Linux 7.3 on descriptors may be farther apart than their 24 bytes (IO_DESC_SIZE); what is beyond these is none of our business. */
class IoDescriptorsTest {
    private static final int TAGS = 8;

    @ParameterizedTest @ValueSource(ints = {24, 32, 64, 128})
    void requests_are_read_at_the_stride_that_the_kernel_granted(int stride) {
        MemorySegment table = Arena.ofAuto().allocate((long) TAGS * stride, 8);
        table.fill((byte) 0xff);
        for (int tag = 0; tag < TAGS; tag++) {
            MemorySegment descriptor = table.asSlice((long) tag * stride, ublksrv_io_desc.layout().byteSize());
            ublksrv_io_desc.op_flags(descriptor, UblkCmd.UBLK_IO_OP_WRITE());
            ublksrv_io_desc.nr_sectors(descriptor, 8);
            ublksrv_io_desc.start_sector(descriptor, 1000L * tag);
        }
        IoDescriptors descriptors = new IoDescriptors(new MemorySegment[] {table}, stride, MemorySegment.NULL);
        for (int tag = 0; tag < TAGS; tag++) {
            Slot slot = new Slot(tag, 0, tag, new Data(Arena.ofAuto().allocate(4096), 0, 4096, true), true, false);
            slot.arm();
            assertThat(descriptors.load(slot)).isTrue();
            assertThat(slot.op()).isEqualTo(Op.WRITE);
            assertThat(slot.offset()).isEqualTo(512_000L * tag);
            assertThat(slot.length()).isEqualTo(4096);
        }
    }
}
