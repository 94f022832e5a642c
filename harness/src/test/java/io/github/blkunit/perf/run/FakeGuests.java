package io.github.blkunit.perf.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.blkunit.perf.guest.BootEvent;
import io.github.blkunit.perf.guest.BootPlan;
import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineEnd;
import io.github.blkunit.vm.MachineRequest;
import io.github.blkunit.wire.Bytes;
import io.github.blkunit.wire.Connection;
import io.github.blkunit.wire.ExecMessage.ExecExited;
import io.github.blkunit.wire.ExecMessage.ExecInput;
import io.github.blkunit.wire.ExecMessage.ExecInputEnd;
import io.github.blkunit.wire.ExecMessage.ExecOutput;
import io.github.blkunit.wire.ExecMessage.ExecStart;
import io.github.blkunit.wire.Handshake;
import io.github.blkunit.wire.Message;
import io.github.blkunit.wire.Pipe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Machines that are threads of this JVM. In each a script plays the part of the measuring program. */
final class FakeGuests implements MachineOpener {
    final List<FakeMachine> opened = new ArrayList<>();
    private final Script script;

    FakeGuests(Script script) { this.script = script; }

    /** What the measuring program does in one boot. */
    @FunctionalInterface
    interface Script {
        /**
         * Plays it.
         *
         * @param folder where the host keeps the boot's files
         * @return its exit status
         * @throws QemuDies to end the machine
         */
        int play(BootPlan plan, Path folder, Say say) throws QemuDies, IOException;
    }

    /** Standard output of the measuring program. */
    interface Say {
        void event(BootEvent event) throws IOException;

        void error(String line) throws IOException;
    }

    /** The machine ends where this is thrown. */
    static final class QemuDies extends Exception {
        private static final long serialVersionUID = 1;
    }

    @Override
    public String description() { return "launcher fake"; }

    @Override
    public Machine open(MachineRequest request) {
        FakeMachine machine = new FakeMachine();
        opened.add(machine);
        Thread.ofVirtual().start(() -> serve(machine, request));
        return machine;
    }

    private void serve(FakeMachine machine, MachineRequest request) {
        try {
            Connection connection = Handshake.asGuest(machine.toGuest.in, machine.toHost.out, request.secret());
            ExecStart start = null;
            ByteArrayOutputStream orders = new ByteArrayOutputStream();
            while (true) {
                Message message = connection.receive();
                if (message instanceof ExecStart first) { start = first; }
                if (message instanceof ExecInput input) { orders.write(input.bytes().array()); }
                if (message instanceof ExecInputEnd) { break; }
            }
            if (start == null) { throw new IOException("input came before the command"); }
            BootPlan plan = JsonMapper.builder().build().readValue(orders.toByteArray(), BootPlan.class);
            int status = script.play(plan, request.artefacts(), say(connection, start.id()));
            connection.send(new ExecExited(start.id(), status));
        } catch (QemuDies dead) {
            machine.end("QEMU was killed by signal 9", false);
        } catch (IOException e) {
            machine.end("the fake failed: " + e, false);
        }
    }

    private static Say say(Connection connection, long id) {
        return new Say() {
            private static final JsonMapper JSON = JsonMapper.builder().build();

            @Override
            public void event(BootEvent event) throws IOException {
                send(BootEvent.MARK + JSON.writerFor(BootEvent.class).writeValueAsString(event), false);
            }

            @Override
            public void error(String line) throws IOException { send(line, true); }

            private void send(String line, boolean error) throws IOException {
                connection.send(new ExecOutput(id, error, Bytes.of((line + "\n").getBytes(StandardCharsets.UTF_8))));
            }
        };
    }

    /** Two pipes. */
    static final class FakeMachine implements Machine {
        final Pipe toGuest = new Pipe();
        final Pipe toHost = new Pipe();
        private final CompletableFuture<MachineEnd> end = new CompletableFuture<>();
        volatile boolean closed;

        void end(String reason, boolean requested) {
            end.complete(new MachineEnd(requested, reason));
            try {
                toHost.out.close();
                toGuest.out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public InputStream in() { return toHost.in; }

        @Override
        public OutputStream out() { return toGuest.out; }

        @Override
        public String description() { return "fake"; }

        @Override
        public List<String> consoleTail(int lines) { return List.of("[   12.3] the console's last line"); }

        @Override
        public CompletableFuture<MachineEnd> end() { return end; }

        @Override
        public void close() {
            closed = true;
            end("closed", true);
        }
    }
}
