package io.github.blkunit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real guest, with the launcher that the run asks for. */
@Tag("vm")
@Tag("launchers")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LaunchersIT {
    private final Machines machines = new Machines(VmSettings.from(name -> Optional.ofNullable(System.getProperty(name))));
    @TempDir
    Path artefacts = Path.of("");

    @Test
    void aGuestBootsSpeaksAndPowersOff() throws Exception {
        try (Machine machine = boot("uname -r; nproc; cat /run/blkunit/secret; echo; ls /dev/virtio-ports")) {
            assertThat(machine.end().get(3, TimeUnit.MINUTES).reason()).isEqualTo(
                    "the guest powered off: boot.sh exited with status 0");
            assertThat(machine.consoleTail(100)).contains("2", "of-this-run", "io.github.blkunit.agent");
            assertThat(artefacts.resolve("console.log")).content().contains("Linux version");
            assertThat(artefacts.resolve("qemu-command.txt")).content().doesNotContain("of-this-run");
        }
    }

    @Test
    void aPanicIsTheReasonOfTheEnd() throws Exception {
        try (Machine machine = boot("echo c > /proc/sysrq-trigger; sleep 60")) {
            assertThat(machine.end().get(3, TimeUnit.MINUTES).reason()).contains(
                    "Kernel panic - not syncing: sysrq triggered crash");
        }
    }

    @Test
    void closingEndsAGuestAtOnce() throws Exception {
        Machine machine = boot("sleep 600");
        machine.close();
        assertThat(machine.end().get(1, TimeUnit.SECONDS)).isEqualTo(new MachineEnd(true, "closed"));
        assertThat(machine.in().read()).isEqualTo(-1);
    }

    private Machine boot(String script) throws Exception {
        return machines.open(new MachineRequest(2, ByteSize.mib(768), new Payload.BootScript(script + "\n"), "of-this-run",
                artefacts));
    }
}
