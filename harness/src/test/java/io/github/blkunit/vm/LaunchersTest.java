package io.github.blkunit.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchersTest {
    private final Launcher container = new Fixed("container", new Availability.Missing("no daemon"));
    private final Launcher process = new Fixed("process", new Availability.Usable("QEMU is there"));
    private final Launcher none = new Fixed("none", new Availability.Usable("root"));

    @Test
    void autoTakesTheFirstThatWorksAndSaysWhyNotTheOthers() throws Exception {
        assertThat(new Launchers(List.of(container, process, none)).select("auto")).hasToString(
                "process: QEMU is there; not container: no daemon");
    }

    @Test
    void autoNeverTakesThisMachineItself() {
        assertThatThrownBy(() -> new Launchers(List.of(container, none)).select("auto")).isInstanceOf(MachineFault.class)
                .hasMessageContaining("container: no daemon");
        assertThatThrownBy(() -> new Launchers(List.of(none)).select("auto")).isInstanceOf(MachineFault.class);
    }

    @Test
    void whatAUserNamesIsTakenOrRefusedWithItsReason() throws Exception {
        var launchers = new Launchers(List.of(container, process, none));
        assertThat(launchers.select("none").launcher()).isSameAs(none);
        assertThatThrownBy(() -> launchers.select("container")).isInstanceOf(MachineFault.class).hasMessageContaining(
                "no daemon");
    }

    @ParameterizedTest @CsvSource({"blkunit.launcher,vmware", "blkunit.accel,hax", "blkunit.cpus,0", "blkunit.cpus,four",
            "blkunit.memory,much"})
    void aSettingThatCannotBeUsedIsNamedWithItsValue(String property, String value) {
        assertThatThrownBy(() -> VmSettings.from(name -> name.equals(property) ? Optional.of(value) : Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(property + "=" + value);
    }

    private record Fixed(String name, Availability availability) implements Launcher {
        @Override
        public AcceleratorChoice accelerator() {
            return new AcceleratorChoice(Accelerator.TCG, "fixed");
        }

        @Override
        public Machine launch(MachineSpec spec) throws MachineFault {
            throw new MachineFault("not a real one");
        }
    }
}
