package io.github.blkunit.engine;

import io.github.blkunit.ByteSize;
import io.github.blkunit.guest.FakeKernel;
import io.github.blkunit.guest.InProcessAgent;
import io.github.blkunit.guest.run.KernelLogs;
import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineEnd;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.MachineSpec;
import io.github.blkunit.vm.Payload;
import io.github.blkunit.vm.Templates;
import io.github.blkunit.wire.Pipe;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Machines that are threads of this JVM, and die when told to. */
final class FakeMachines implements MachineSource {
    static final int NEVER = Integer.MAX_VALUE;
    private static final Path STORE = store();
    final List<FakeMachine> opened = new ArrayList<>();
    private final List<Integer> deaths = new ArrayList<>();
    private @Nullable FakeTemplates templates;
    private boolean isolated;
    private boolean firstIsIdle;
    private KernelLogs kernel = new KernelLogs(null);
    private String fatalMethod = "";
    private boolean brokenConsole;
    private String refusal = "";
    private List<String> console = List.of("[    1.0] Linux version 7.2.12");

    /** The machines live for so many frames of their guests; those after the last one for ever. */
    static FakeMachines dyingAfter(Integer... frames) {
        FakeMachines machines = new FakeMachines();
        machines.deaths.addAll(List.of(frames));
        return machines;
    }

    /** The first machine dies with the frame after the one that says that this method has started. */
    static FakeMachines dyingInMethod(String method) {
        FakeMachines machines = new FakeMachines();
        machines.fatalMethod = method;
        return machines;
    }

    static FakeMachines immortal() {
        return new FakeMachines();
    }

    /** The first one connects, and ends no run. */
    FakeMachines firstIdle() {
        firstIsIdle = true;
        return this;
    }

    FakeMachines isolated() {
        isolated = true;
        return this;
    }

    /** Its kernel speaks through {@link FakeKernel}. */
    FakeMachines withKernel() {
        kernel = FakeKernel.logs();
        return this;
    }

    FakeMachines withConsole(String... lines) {
        console = List.of(lines);
        return this;
    }

    /** Whose memory cannot be written. */
    FakeMachines refusingDumps(String why) {
        refusal = why;
        return this;
    }

    /** Whose console cannot be read: a failure of the host's own. */
    FakeMachines withBrokenConsole() {
        brokenConsole = true;
        return this;
    }

    @Override
    public String header() {
        return "launcher fake: for tests";
    }

    @Override
    public MachineSpec spec(int cpus, ByteSize memory, String secret, Path artefacts) {
        return new MachineSpec(cpus, memory, new Payload.Agent(List.of(), AgentJar.MAIN), List.of(), secret, artefacts);
    }

    @Override
    public Machine open(MachineSpec spec) throws MachineFault {
        FakeMachine machine = new FakeMachine(opened.size() < deaths.size() ? deaths.get(opened.size()) : NEVER);
        opened.add(machine);
        if (firstIsIdle && opened.size() == 1)
            InProcessAgent.startIdle(machine.toGuest.in, machine.counted, spec.secret(), STORE);
        else
            InProcessAgent.start(machine.toGuest.in, machine.counted, spec.secret(), STORE, isolated, kernel);
        return machine;
    }

    @Override
    public Optional<Templates> templates() {
        return Optional.ofNullable(templates);
    }

    /** Machines that can be saved and cloned, in name: the clones are new agents that sleep. */
    FakeMachines withTemplates(FakeTemplates fake) {
        templates = fake;
        fake.machines = this;
        return this;
    }

    FakeMachine newMachine() {
        FakeMachine machine = new FakeMachine(NEVER);
        opened.add(machine);
        return machine;
    }

    static Path store() {
        try {
            return Files.createTempDirectory(Path.of("target"), "fake-guest-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    final class FakeMachine implements Machine {
        final Pipe toGuest = new Pipe();
        final Pipe toHost = new Pipe();
        final CompletableFuture<MachineEnd> end = new CompletableFuture<>();
        private final int lifetime;
        private int frames;
        boolean clone;
        final OutputStream counted = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (frames++ == lifetime) die("QEMU was killed by signal 9");
                toHost.out.write(bytes, offset, length);
                String text = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
                if (!fatalMethod.isEmpty() && text.contains("[method:" + fatalMethod + "]")) {
                    fatalMethod = "";
                    die("QEMU was killed by signal 9");
                }
            }
        };

        FakeMachine(int lifetime) { this.lifetime = lifetime; }

        int frames() {
            return frames;
        }

        void die(String reason) throws IOException {
            end.complete(new MachineEnd(false, reason));
            toHost.out.close();
            toGuest.out.close();
        }

        @Override
        public InputStream in() {
            return toHost.in;
        }

        @Override
        public OutputStream out() {
            return toGuest.out;
        }

        @Override
        public boolean isClone() { return clone; }

        @Override
        public String description() {
            return "fake machine";
        }

        @Override
        public boolean dumpMemory(Path file) throws IOException {
            if (refusal.isEmpty()) Files.writeString(file, "memory of a machine");
            else
                throw new IOException(refusal);
            return true;
        }

        @Override
        public List<String> consoleTail(int lines) {
            if (brokenConsole) throw new IllegalStateException("the console is gone");
            return console;
        }

        @Override
        public CompletableFuture<MachineEnd> end() {
            return end;
        }

        @Override
        public void close() {
            end.complete(new MachineEnd(true, "closed"));
            try {
                toHost.out.close();
                toGuest.out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
