package io.github.blkunit.perf.run;

import io.github.blkunit.ByteSize;
import io.github.blkunit.guest.AgentMain;
import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineEnd;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.MachineRequest;
import io.github.blkunit.vm.Payload;
import io.github.blkunit.vm.Secret;
import io.github.blkunit.vm.VirtualTime;
import io.github.blkunit.wire.Bytes;
import io.github.blkunit.wire.Connection;
import io.github.blkunit.wire.ExecMessage.ExecExited;
import io.github.blkunit.wire.ExecMessage.ExecFailed;
import io.github.blkunit.wire.ExecMessage.ExecInput;
import io.github.blkunit.wire.ExecMessage.ExecInputEnd;
import io.github.blkunit.wire.ExecMessage.ExecOutput;
import io.github.blkunit.wire.ExecMessage.ExecStart;
import io.github.blkunit.wire.Handshake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Runs one program in a machine booted for it: input as a whole, output line by line. A fresh boot each time, never a clone: clones of one
 * template share the memory layout whose influence on speed boots are there to average out. Where the machine is emulated its clock counts
 * instructions, so that other work of the host hardly shows in the figures.
 *
 * @param machines opens the machine
 * @param cpus virtual CPUs
 * @param memory of the guest
 * @param classPath jars and class folders, in order, the agent's among them
 */
record GuestProgram(MachineOpener machines, int cpus, ByteSize memory, List<Path> classPath) {
    private static final long ID = 1;
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    /** A boot takes half a minute of an emulated processor, of which a busy host may give a tenth. */
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(8);
    private static final int TAIL = 20;
    private static final int CHUNK = 4096;

    /**
     * Runs it.
     *
     * @param limit for all of it; the machine is closed then
     * @param lines gets each line of its standard output
     * @param errors gets each line of its standard error
     * @return its exit status
     * @throws MachineFault if the machine does not come up, dies or takes longer
     */
    int run(List<String> command, byte[] input, Path artefacts, Duration limit, Consumer<String> lines, Consumer<String> errors)
            throws MachineFault, InterruptedException {
        String secret = Secret.fresh();
        try {
            Files.createDirectories(artefacts);
        } catch (IOException e) {
            throw new MachineFault("no place for the machine's artefacts: folder=" + artefacts + ": " + e, e);
        }
        var request = new MachineRequest(cpus, memory, new Payload.Agent(classPath, AgentMain.class.getName()), secret,
                artefacts, VirtualTime.INSTRUCTIONS);
        try (Machine machine = machines.open(request)) {
            try {
                Connection connection = within(BOOT_LIMIT, machine, () -> Handshake.asHost(machine.in(), machine.out(), secret,
                        1));
                connection.startHeartbeat(HEARTBEAT);
                try {
                    return within(limit, machine, () -> converse(connection, command, input, lines, errors));
                } finally {
                    connection.end();
                }
            } catch (IOException e) {
                throw lost(machine, artefacts, e);
            }
        }
    }

    private interface Talk<T> {
        T hold() throws IOException, MachineFault;
    }

    /** Closes the machine, which ends the talk, if it lasts longer. */
    private static <T> T within(Duration limit, Machine machine, Talk<T> talk) throws IOException, MachineFault {
        Thread watch = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(limit);
                machine.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // it ended in time
            }
        });
        try {
            return talk.hold();
        } finally {
            watch.interrupt();
        }
    }

    private static int converse(Connection connection, List<String> command, byte[] input, Consumer<String> lines,
            Consumer<String> errors) throws IOException, MachineFault {
        connection.send(new ExecStart(ID, command, Map.of("HOME", "/root"), "/root", false, 0, 0));
        for (int at = 0; at < input.length; at += CHUNK) {
            connection.send(new ExecInput(ID, Bytes.copyOf(input, at, Math.min(CHUNK, input.length - at))));
        }
        connection.send(new ExecInputEnd(ID));
        LineSplitter out = new LineSplitter(lines);
        LineSplitter err = new LineSplitter(errors);
        while (true) {
            switch (connection.receive()) {
                case ExecOutput output -> (output.error() ? err : out).add(output.bytes().array());
                case ExecExited exited -> {
                    out.end();
                    err.end();
                    return exited.status();
                }
                case ExecFailed failed -> throw new MachineFault(failed.message());
                default -> {} // what else the agent has to say is about test runs
            }
        }
    }

    private MachineFault lost(Machine machine, Path artefacts, IOException trouble) throws InterruptedException {
        String reason;
        try {
            MachineEnd end = machine.end().get(5, TimeUnit.SECONDS);
            reason = end.requested() ? "the machine was closed: it did not answer or finish in time" : end.reason();
        } catch (TimeoutException | ExecutionException e) {
            reason = "the connection to the guest's agent broke: " + trouble.getMessage();
        }
        return new MachineFault(reason + ". The console's end (all of it: " + artefacts.resolve("console.log") + "):\n"
                + String.join("\n", machine.consoleTail(TAIL)), trouble);
    }

    /** Bytes to lines. */
    private static final class LineSplitter {
        private final Consumer<String> lines;
        private final ByteArrayOutputStream open = new ByteArrayOutputStream();

        LineSplitter(Consumer<String> lines) { this.lines = lines; }

        void add(byte[] bytes) {
            for (byte one : bytes) {
                if (one == '\n') {
                    end();
                } else {
                    open.write(one);
                }
            }
        }

        void end() {
            if (open.size() == 0) { return; }
            String line = open.toString(StandardCharsets.UTF_8);
            open.reset();
            lines.accept(line);
        }
    }
}
