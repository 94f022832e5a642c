package io.github.blkunit.vm.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.ByteSize;
import io.github.blkunit.vm.HostMemory;
import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineEnd;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.MachineSpec;
import io.github.blkunit.vm.Payload;
import io.github.blkunit.vm.TemplateFolders;
import io.github.blkunit.vm.accel.Accelerators;
import io.github.blkunit.vm.accel.KvmMemory;
import io.github.blkunit.vm.accel.KvmNode;
import io.github.blkunit.vm.accel.KvmProbe;
import io.github.blkunit.vm.bundle.Bundle;
import io.github.blkunit.vm.process.FakeQemu.Manner;
import io.github.blkunit.vm.qemu.Initramfs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process launcher with a program that only has QEMU's manners: starting, ending, and that nothing stays. */
@Timeout(60)
class ProcessLauncherTest {
    @TempDir(factory = ShortTempDir.class)
    Path temp = Path.of("");

    @AfterEach
    void nothingStays() throws IOException {
        try (Stream<Path> left = Files.list(temp.resolve("t"))) {
            assertThat(left).as("temporary files").isEmpty();
        }
        assertThat(ProcessHandle.current().children().filter(child -> child.info().commandLine().orElse("").contains("FakeQemu")))
                .as("child processes").isEmpty();
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName).noneMatch(name -> name.startsWith(
                "blkunit-console"));
    }

    @Test
    void carriesBytesBothWays() throws Exception {
        try (Machine machine = launch(Manner.ECHO)) {
            OutputStream out = machine.out();
            out.write("there and back".getBytes(StandardCharsets.UTF_8));
            out.flush();
            assertThat(new String(machine.in().readNBytes(14), StandardCharsets.UTF_8)).isEqualTo("there and back");
            assertThat(machine.description()).contains("process", "tcg", "2 CPUs", "128M");
        }
    }

    @Test
    void closingTwiceIsClosingOnce() throws Exception {
        Machine machine = launch(Manner.ECHO);
        machine.close();
        machine.close();
        assertThat(machine.end().get(1, TimeUnit.SECONDS)).isEqualTo(new MachineEnd(true, "closed"));
    }

    @Test
    void aKilledQemuSaysSo() throws Exception {
        try (Machine machine = launch(Manner.ECHO)) {
            ((QemuProcess) machine).handle().destroyForcibly();
            MachineEnd end = machine.end().get(10, TimeUnit.SECONDS);
            assertThat(end.requested()).isFalse();
            assertThat(end.reason()).startsWith("QEMU was killed by signal 9 (SIGKILL)");
            assertThat(machine.in().read()).as("the channel has ended").isEqualTo(-1);
        }
    }

    @Test
    void aPanicIsTheReasonOfTheEnd() throws Exception {
        try (Machine machine = launch(Manner.PANIC)) {
            assertThat(machine.end().get(10, TimeUnit.SECONDS).reason())
                    .isEqualTo("the kernel crashed: BUG: kernel NULL pointer dereference, address: 0");
            assertThat(machine.consoleTail(2)).containsExactly("[    1.5] BUG: kernel NULL pointer dereference, address: 0",
                    "[    1.6] Kernel panic - not syncing: Fatal exception");
        }
    }

    @Test
    void theAgentsStatusIsTheReasonOfTheEnd() throws Exception {
        try (Machine machine = launch(Manner.AGENT_ENDS)) {
            assertThat(machine.end().get(10, TimeUnit.SECONDS).reason()).isEqualTo(
                    "the guest powered off: agent exited with status 134");
        }
    }

    @Test
    void aQemuThatDoesNotStartIsQuoted() {
        assertThatThrownBy(() -> launch(Manner.NO_MEMORY)).isInstanceOf(MachineFault.class)
                .hasMessageContaining("cannot set up guest memory 'ram': Cannot allocate memory").hasMessageContaining(
                        "status 1");
    }

    @Test
    void theArtefactsHoldConsoleAndCommandAndNotTheSecret() throws Exception {
        try (Machine machine = launch(Manner.PANIC)) {
            machine.end().get(10, TimeUnit.SECONDS);
        }
        assertThat(temp.resolve("artefacts/console.log")).content().contains("Linux version");
        assertThat(temp.resolve("artefacts/qemu-command.txt")).content().contains("-no-reboot").doesNotContain("top-secret");
        assertThat(temp.resolve("artefacts/qemu-stderr.log")).exists();
    }

    @Test
    void anInterruptedLaunchEndsAtOnce() throws Exception {
        var thrown = new AtomicReference<@Nullable Throwable>();
        var started = new CountDownLatch(1);
        Thread thread = Thread.ofPlatform().start(() -> {
            started.countDown();
            try {
                launch(Manner.NEVER_CONNECTS).close();
            } catch (Exception e) {
                thrown.set(e);
            }
        });
        started.await();
        awaitChild();
        thread.interrupt();
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aMachineThatDoesNotFitIsRefusedWithWhatToSet() {
        assertThatThrownBy(() -> launcher(Manner.ECHO, places()).launch(spec(ByteSize.gib(1 << 20)))).isInstanceOf(
                MachineFault.class)
                .hasMessageContaining("memory=1024T").hasMessageContaining("set blkunit.memory");
    }

    @Test
    void noPlaceForTemporaryFilesIsAFault() {
        Path longPlace = temp.resolve("x".repeat(100));
        Path missing = Path.of("/nowhere");
        assertThatThrownBy(() -> launcher(Manner.ECHO, List.of(longPlace, missing)).launch(spec(ByteSize.mib(128))))
                .isInstanceOf(MachineFault.class).hasMessageContaining("too long for unix sockets").hasMessageContaining(
                        "/nowhere")
                .hasMessageContaining("-Djava.io.tmpdir");
    }

    private void awaitChild() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (ProcessHandle.current().children().findAny().isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    private Machine launch(Manner manner) throws Exception {
        return launcher(manner, places()).launch(spec(ByteSize.mib(128)));
    }

    private List<Path> places() throws IOException {
        return List.of(Files.createDirectories(temp.resolve("t")));
    }

    private MachineSpec spec(ByteSize memory) {
        return new MachineSpec(2, memory, new Payload.BootScript("true\n"), List.of(), "top-secret", temp.resolve("artefacts"));
    }

    private ProcessLauncher launcher(Manner manner, List<Path> places) throws IOException {
        Files.createDirectories(temp.resolve("t"));
        Bundle bundle = FakeQemu.bundle(temp.resolve("bundle"), manner);
        Clock clock = Clock.systemUTC();
        var accelerators = new Accelerators("tcg", new KvmNode(), new KvmProbe(), new KvmMemory(temp.resolve("cache"), clock));
        return new ProcessLauncher(() -> bundle, new Initramfs(temp.resolve("cache"), clock), accelerators, new HostMemory(),
                new TemplateFolders(temp.resolve("cache"), clock), places);
    }
}
