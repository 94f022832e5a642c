package io.github.blkunit.ublk.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.ublk.target.Geometry;
import io.github.blkunit.ublk.target.Trait;
import io.github.blkunit.ublk.uapi.UblkCmd;
import io.github.blkunit.ublk.uapi.ublk_param_basic;
import io.github.blkunit.ublk.uapi.ublk_param_discard;
import io.github.blkunit.ublk.uapi.ublk_params;
import io.github.blkunit.ublk.uapi.ublksrv_ctrl_dev_info;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes to the kernel and comes back, as memory. */
class ControlRecordsTest {
    @ParameterizedTest @CsvSource({"0, 0, 64, queues=0", "0, -1, 64, queues=-1", "0, 5000, 64, queues=5000", "0, 1, 0, depth=0",
            "0, 1, 4097, depth=4097",
            "-2, 1, 1, id=-2", "1048576, 1, 1, id=1048576"})
    void values_out_of_range_are_refused_at_the_door(int id, int queues, int depth, String message) {
        assertThatThrownBy(() -> new DeviceRequest(id, queues, depth, 4096, Features.NONE)).isInstanceOf(
                IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_request_is_written_and_a_grant_read() {
        MemorySegment info = Arena.ofAuto().allocate(DeviceInfo.BYTES);
        DeviceInfo.write(new DeviceRequest(5, 4096, 4096, 1 << 20, Features.of(Feature.USER_COPY)), info);
        ublksrv_ctrl_dev_info.ublksrv_pid(info, -1);
        assertThat(DeviceInfo.read(info))
                .isEqualTo(new DeviceInfo(5, 4096, 4096, 1 << 20, DeviceState.DEAD, Features.of(Feature.USER_COPY), -1, 24, 0));
    }

    @Test
    void features_know_what_is_missing_and_show_unknown_bits() {
        Features granted = new Features(1L << 40 | UblkCmd.UBLK_F_ZONED());
        assertThat(granted).hasToString("ZONED|0x10000000000");
        assertThat(granted.missing(Features.of(Feature.ZONED, Feature.BATCH_IO))).hasToString("BATCH_IO");
        assertThat(Features.NONE).hasToString("none");
    }

    @Test
    void every_feature_of_the_header_has_a_name() {
        long all = 0;
        for (Feature feature : Feature.values()) {
            assertThat(all & feature.bit()).as("bit of %s", feature).isZero();
            all |= feature.bit();
        }
        assertThat(all).isEqualTo(0x1fffff);
    }

    @Test
    void parameters_follow_the_kernels_rules() {
        MemorySegment params = Arena.ofAuto().allocate(Parameters.BYTES);
        Parameters.write(Geometry.of(1L << 40, 512).with(Trait.VOLATILE_CACHE, Trait.FORCE_UNIT_ACCESS), 512 << 10, params);
        assertThat(ublk_params.len(params)).isEqualTo(152);
        assertThat(ublk_params.types(params)).isEqualTo(3);
        MemorySegment basic = ublk_params.basic(params);
        assertThat(ublk_param_basic.logical_bs_shift(basic)).isEqualTo((byte) 9);
        assertThat(ublk_param_basic.physical_bs_shift(basic)).isEqualTo((byte) 12);
        assertThat(ublk_param_basic.max_sectors(basic)).isEqualTo(1024);
        assertThat(ublk_param_basic.dev_sectors(basic)).isEqualTo(1L << 31);
        assertThat(ublk_param_basic.attrs(basic)).isEqualTo(UblkCmd.UBLK_ATTR_VOLATILE_CACHE() | UblkCmd.UBLK_ATTR_FUA());
        assertThat(ublk_param_discard.max_discard_segments(ublk_params.discard(params))).isEqualTo((short) 1);
        assertThat(ublk_param_discard.discard_granularity(ublk_params.discard(params))).isPositive();
        assertThat(Parameters.size(params)).isEqualTo(1L << 40);
    }

    @Test
    void command_numbers_are_the_headers() {
        assertThat(Command.ADD_DEV.number()).isEqualTo(0xc0207504);
        assertThat(Command.GET_FEATURES.number()).isEqualTo(0x80207513);
    }

    @Test
    void a_cpu_mask_keeps_its_bits() {
        MemorySegment mask = Arena.ofAuto().allocate(16);
        mask.set(ValueLayout.JAVA_LONG, 0, 0x8000000000000005L);
        mask.set(ValueLayout.JAVA_LONG, 8, 1);
        CpuSet cpus = CpuSet.read(mask);
        assertThat(cpus).hasToString("cpus={0, 2, 63, 64}");
        assertThat(cpus.words()).containsExactly(0x8000000000000005L, 1);
    }

    @Test
    void the_first_of_some_cpus_is_the_lowest() {
        CpuSet cpus = CpuSet.read(MemorySegment.ofArray(new long[] {0, 0b1010}));
        assertThat(cpus.first().words()).containsExactly(0, 0b10);
        assertThat(CpuSet.read(MemorySegment.ofArray(new long[] {0})).first().words()).isEmpty();
    }

    @Test
    void devices_are_listed_in_order(@TempDir Path folder) throws IOException {
        for (String name : new String[] {"ublkc10", "ublkc2", "other"}) Files.createDirectory(folder.resolve(name));
        assertThat(DeviceList.ids(folder)).containsExactly(2, 10);
        assertThat(DeviceList.ids(folder.resolve("absent"))).isEmpty();
    }
}
