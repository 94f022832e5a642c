package io.github.blkunit.cli;

import io.github.blkunit.ByteSize;
import io.github.blkunit.guest.AgentMain;
import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineEnd;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.MachineRequest;
import io.github.blkunit.vm.Machines;
import io.github.blkunit.vm.Payload;
import io.github.blkunit.vm.Secret;
import io.github.blkunit.wire.Bytes;
import io.github.blkunit.wire.Connection;
import io.github.blkunit.wire.ExecMessage.ExecExited;
import io.github.blkunit.wire.ExecMessage.ExecFailed;
import io.github.blkunit.wire.ExecMessage.ExecInput;
import io.github.blkunit.wire.ExecMessage.ExecInputEnd;
import io.github.blkunit.wire.ExecMessage.ExecOutput;
import io.github.blkunit.wire.ExecMessage.ExecStart;
import io.github.blkunit.wire.Handshake;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs one command in a fresh machine, with this process' standard streams.
 *
 * @param machines opens the machine
 * @param in goes to the command's standard input, until it ends
 * @param artefacts gets the machine's console log and command line
 */
record GuestCommand(Machines machines, InputStream in, PrintStream out, PrintStream err, Path artefacts) {
    private static final long ID = 1;
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    /** An emulated machine on a busy host needs half a minute. */
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(3);
    private static final int TAIL = 20;

    /** Runs it without a terminal and returns its exit status. */
    int run(GuestWork work) throws MachineFault, InterruptedException {
        return run(start(work.command(), false, 0, 0), work);
    }

    /** Runs it as {@code start} says and returns its exit status. */
    int run(ExecStart start, GuestWork work) throws MachineFault, InterruptedException {
        List<Path> classPath = new ArrayList<>(List.of(CodePlace.of(AgentMain.class)));
        work.classes().stream().filter(place -> !classPath.contains(place)).forEach(classPath::add);
        String secret = Secret.fresh();
        try {
            Files.createDirectories(artefacts);
        } catch (IOException e) {
            throw new MachineFault("no place for the machine's artefacts: folder=" + artefacts + ": " + e, e);
        }
        err.println("blkunit: " + machines.description());
        var request = new MachineRequest(work.cpus(), ByteSize.gib(1), new Payload.Agent(classPath, AgentMain.class.getName()),
                secret,
                artefacts, work.time());
        try (Machine machine = machines.open(request)) {
            try {
                return run(connect(machine, secret), start);
            } catch (IOException e) {
                throw lost(machine, e);
            }
        }
    }

    static ExecStart start(List<String> command, boolean terminal, int rows, int columns) {
        String term = System.getenv().getOrDefault("TERM", "dumb");
        return new ExecStart(ID, command, Map.of("TERM", term, "HOME", "/root"), "/root", terminal, rows, columns);
    }

    private static Connection connect(Machine machine, String secret) throws IOException {
        Thread limit = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(BOOT_LIMIT);
                machine.close(); // ends the handshake below
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the handshake came in time
            }
        });
        try {
            return Handshake.asHost(machine.in(), machine.out(), secret, 1);
        } finally {
            limit.interrupt();
        }
    }

    private int run(Connection connection, ExecStart start) throws IOException, MachineFault {
        connection.startHeartbeat(HEARTBEAT);
        try {
            connection.send(start);
            Thread.ofPlatform().name("blkunit-stdin").daemon().start(() -> forwardInput(connection));
            while (true) {
                switch (connection.receive()) {
                    case ExecOutput output -> write(output.error() ? err : out, output.bytes());
                    case ExecExited exited -> {
                        return exited.status();
                    }
                    case ExecFailed failed -> throw new MachineFault(failed.message());
                    default -> {} // what else the agent has to say is about test runs
                }
            }
        } finally {
            connection.end();
        }
    }

    private static void write(OutputStream to, Bytes bytes) throws IOException {
        to.write(bytes.array());
        to.flush();
    }

    private void forwardInput(Connection connection) {
        byte[] buffer = new byte[4096];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                connection.send(new ExecInput(ID, Bytes.copyOf(buffer, 0, count)));
            }
            connection.send(new ExecInputEnd(ID));
        } catch (IOException e) {
            connection.end(); // the machine is gone, which the receiving side reports
        }
    }

    /** The connection broke: mostly because the machine did, which knows better why. */
    private MachineFault lost(Machine machine, IOException trouble) throws InterruptedException {
        String reason;
        try {
            MachineEnd end = machine.end().get(5, TimeUnit.SECONDS);
            reason = end.requested() ? "the machine was closed: its agent did not answer within " + BOOT_LIMIT.toSeconds()
                    + " s, or blkunit was stopped"
                    : end.reason();
        } catch (TimeoutException | ExecutionException e) {
            reason = "the connection to the guest's agent broke: " + trouble.getMessage();
        }
        return new MachineFault(reason + ". The console's end (all of it: " + artefacts.resolve("console.log") + "):\n"
                + String.join("\n", machine.consoleTail(TAIL)), trouble);
    }
}
