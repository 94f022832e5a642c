package io.github.blkunit.vm.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import io.github.blkunit.vm.Accelerator;
import io.github.blkunit.vm.Debugging;
import io.github.blkunit.vm.VirtualTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class QemuCommandTest {

    @Test
    void isThisSetOfGroups() {
        assertThat(QemuCommand.groups(hardware(Accelerator.TCG, new GuestMemory.Own()))).containsExactlyInAnyOrder(List.of(
                "-nodefaults"),
                List.of("-no-user-config"), List.of("-no-reboot"), List.of("-display", "none"), List.of("-vga", "none"), List.of(
                        "-nic", "none"),
                List.of("-machine", "q35,pit=off,memory-backend=ram,sata=off,smbus=off,usb=off,vmport=off,graphics=off"),
                List.of("-accel", "tcg,thread=single"), List.of("-cpu", "max,la57=off"), List.of("-smp", "4"), List.of("-m",
                        "1073741824B"),
                List.of("-object", "memory-backend-ram,id=ram,size=1073741824B"), List.of("-kernel", "/k"), List.of("-initrd",
                        "/i"),
                List.of("-append", "console=ttyS0 panic=-1 oops=panic no_timer_check more"),
                List.of("-fw_cfg", "name=opt/io.github.blkunit/secret,file=s"),
                List.of("-fw_cfg", "name=opt/io.github.blkunit/agent-main,string=a.Main"),
                List.of("-blockdev",
                        "driver=raw,node-name=root,read-only=on,file.driver=file,file.locking=off,file.filename=/a,,b/root.img"),
                List.of("-device", "virtio-blk-pci,drive=root,serial=blkunit-root"), List.of("-chardev",
                        "stdio,signal=off,id=console"),
                List.of("-serial", "chardev:console"), List.of("-device", "virtio-serial-pci,id=ports"),
                List.of("-chardev", "socket,path=agent.sock,id=agent"),
                List.of("-device", "virtserialport,bus=ports.0,chardev=agent,name=io.github.blkunit.agent"),
                List.of("-chardev", "socket,server=on,wait=off,path=m,id=monitor"), List.of("-mon",
                        "chardev=monitor,mode=control"),
                List.of("-device", "i6300esb,id=watchdog"), List.of("-action", "watchdog=poweroff"),
                List.of("-device", "vmcoreinfo"),
                List.of("-fw_cfg", "name=opt/io.github.blkunit/java-options,string=-XX:CompileThresholdScaling=5"));
    }

    @Test
    void onlyAnEmulatedMachineThatMeasuresNothingCompilesLater() {
        assertThat(QemuCommand.groups(timed(Accelerator.TCG, VirtualTime.INSTRUCTIONS)).toString()).doesNotContain("Scaling");
        assertThat(QemuCommand.groups(timed(Accelerator.KVM, VirtualTime.HOST)).toString()).doesNotContain("Scaling");
    }

    @Test
    void withKvmTheGuestGetsTheHostsProcessor() {
        assertThat(QemuCommand.groups(hardware(Accelerator.KVM, new GuestMemory.Own()))).contains(List.of("-accel", "kvm"), List
                .of(
                        "-cpu", "host"));
    }

    @Test
    void theClockOfAnEmulatedMachineCanCountInstructions() {
        List<String> counting = List.of("-icount", "shift=2,sleep=on");
        assertThat(QemuCommand.groups(timed(Accelerator.TCG, VirtualTime.INSTRUCTIONS))).contains(counting);
        assertThat(QemuCommand.groups(timed(Accelerator.TCG, VirtualTime.HOST))).doesNotContain(counting);
        assertThat(QemuCommand.groups(timed(Accelerator.KVM, VirtualTime.INSTRUCTIONS))).doesNotContain(counting);
        assertThat(QemuCommand.groups(timed(Accelerator.TCG, VirtualTime.INSTRUCTIONS)).toString()).contains(
                "tsc=reliable tsc_early_khz=1000000");
        assertThat(QemuCommand.groups(timed(Accelerator.TCG, VirtualTime.HOST)).toString()).doesNotContain("tsc");
    }

    @Test
    void memoryInAFileIsShared() {
        assertThat(QemuCommand.groups(hardware(Accelerator.TCG, new GuestMemory.Template("/ram"))))
                .contains(List.of("-object", "memory-backend-file,id=ram,share=on,mem-path=/ram,size=1073741824B"));
    }

    @Test
    void aCloneCopiesTheMemoryOfItsTemplateAndWaitsForItsState() {
        assertThat(QemuCommand.groups(hardware(Accelerator.TCG, new GuestMemory.Copy("/ram"))))
                .contains(List.of("-object", "memory-backend-file,id=ram,share=off,mem-path=/ram,size=1073741824B"),
                        List.of("-incoming", "defer"));
    }

    @Test
    void quotedTextReadsBackAsTheSameWords() {
        assertThat(ShellQuoting.quote(List.of("a", "b c", "it's", ""))).isEqualTo("a 'b c' 'it'\\''s' ''");
    }

    @Test
    void debuggersAreReachedOnTheLoopbackAndStopNoWatchdog() {
        assertThat(QemuCommand.groups(hardware(Accelerator.TCG, new GuestMemory.Own(), new Debugging(OptionalInt.of(5005),
                OptionalInt
                        .of(1234))))).contains(List.of("-gdb", "tcp:127.0.0.1:1234"),
                                List.of("-chardev", "socket,id=debugger,host=127.0.0.1,port=5005,server=on,wait=off"),
                                List.of("-device", "virtserialport,bus=ports.0,chardev=debugger,name=io.github.blkunit.debugger"),
                                List.of("-fw_cfg", "name=opt/io.github.blkunit/java-options,string=-XX:CompileThresholdScaling=5 "
                                        + "-agentlib:jdwp=transport=dt_socket,,server=y,,suspend=n,,address=127.0.0.1:5005"),
                                List.of("-action", "watchdog=none"));
    }

    private static Hardware timed(Accelerator accelerator, VirtualTime time) {
        return hardware(accelerator, new GuestMemory.Own(), Debugging.NONE, time);
    }

    private static Hardware hardware(Accelerator accelerator, GuestMemory backing) {
        return hardware(accelerator, backing, Debugging.NONE);
    }

    private static Hardware hardware(Accelerator accelerator, GuestMemory backing, Debugging debugging) {
        return hardware(accelerator, backing, debugging, VirtualTime.HOST);
    }

    private static Hardware hardware(Accelerator accelerator, GuestMemory backing, Debugging debugging, VirtualTime time) {
        return new Hardware(accelerator, 4, ByteSize.gib(1), new Hardware.Files("/k", "/i", "/a,b/root.img", "s"), List.of(
                "more"),
                Optional.of("a.Main"), new Hardware.Channels("stdio,signal=off", "socket,path=agent.sock", Optional.of(
                        "socket,server=on,wait=off,path=m")),
                backing, debugging, time);
    }
}
