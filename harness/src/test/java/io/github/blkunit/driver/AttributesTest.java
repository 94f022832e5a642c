package io.github.blkunit.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.blkunit.ByteSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttributesTest {

    @Test
    void keep_the_order_in_which_they_were_set_first() {
        assertThat(Attributes.NONE.with("b", 1).with("a", 2).with("b", 3).asModuleParameters()).containsExactly("b=3", "a=2");
    }

    @Test
    void are_names_of_the_kernel_only() {
        assertThat(Attributes.NONE.with("timeout_inject/probability", 5)).hasToString("timeout_inject/probability=5");
        for (String name : List.of("../power", "a b", "", "/etc", "a/b/c")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Attributes.NONE.with(name, 1)).withMessageContaining("'" + name
                    + "'");
        }
    }

    @Test
    void zones_say_what_null_blk_wants() {
        assertThat(NullZones.of(ByteSize.mib(64)).capacity(ByteSize.mib(48)).conventional(2).on(Attributes.NONE))
                .hasToString("zoned=1 zone_size=64 zone_capacity=48 zone_nr_conv=2");
        assertThatIllegalArgumentException().isThrownBy(() -> NullZones.of(ByteSize.kib(5))).withMessageContaining("whole MiB");
    }

    @Test
    void faults_have_two_spellings() {
        FaultAttributes faults = FaultAttributes.percent(30).every(2);
        assertThat(faults.asParameter()).isEqualTo("2,30,0,-1");
        assertThat(faults.on(Attributes.NONE, "requeue_inject").values()).containsEntry("requeue_inject/probability", "30")
                .containsEntry("requeue_inject/interval", "2").containsEntry("requeue_inject/times", "-1");
        assertThatIllegalArgumentException().isThrownBy(() -> FaultAttributes.percent(101)).withMessageContaining(
                "probability=101");
    }

    @Test
    void tables_of_the_device_mapper_grow_at_their_end() {
        assertThat(DeviceMapper.zero(ByteSize.mib(1)).then(ByteSize.mib(2), "error")).hasToString("0 2048 zero\n2048 4096 error");
    }

    @Test
    void a_loop_setup_collects_flags() {
        LoopSetup setup = LoopDevice.over(Path.of("/x")).directIo().readOnly().part(512, ByteSize.kib(4)).logicalBlockSize(4096);
        assertThat(setup.flags()).isEqualTo(17);
        assertThat(setup.writes()).isFalse();
        assertThat(setup.limit()).isEqualTo(4096);
    }

    @Test
    void versions_are_compared_by_their_numbers() {
        assertThat(RunningKernel.compare("7.2.12+deb13-amd64", "7.2")).isZero();
        assertThat(RunningKernel.compare("7.2.12+deb13-amd64", "7.2.13")).isNegative();
        assertThat(RunningKernel.compare("7.10-rc1", "7.9.3")).isPositive();
        assertThat(RunningKernel.compare("7.2", "")).isZero();
    }

    @Test
    void what_is_left_behind_is_named_by_kind() {
        MachineState before = new MachineState(Set.of("vda"), Set.of(), Set.of("/"), Set.of("1 (init)"));
        MachineState after = new MachineState(Set.of("vda", "nullb1"), Set.of("mydrv"), Set.of("/", "/mnt"), Set.of("1 (init)",
                "77 (fio)"));
        assertThat(before.leftBehind(after)).containsExactly("block devices: nullb1", "modules: mydrv", "mounts: /mnt",
                "processes: 77 (fio)");
        assertThat(after.leftBehind(before)).isEmpty();
    }
}
