package io.github.blkunit.engine;

import io.github.blkunit.engine.SessionLost.Cause;
import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineEnd;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.Secret;
import io.github.blkunit.wire.Bytes;
import io.github.blkunit.wire.Connection;
import io.github.blkunit.wire.Frame;
import io.github.blkunit.wire.Handshake;
import io.github.blkunit.wire.LifeMessage.AgentFault;
import io.github.blkunit.wire.LifeMessage.Awaken;
import io.github.blkunit.wire.LifeMessage.ExitCalled;
import io.github.blkunit.wire.LifeMessage.Freeze;
import io.github.blkunit.wire.LifeMessage.Frozen;
import io.github.blkunit.wire.LifeMessage.Goodbye;
import io.github.blkunit.wire.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A machine with a connection to its agent; owns both. One thread uses it, another one of its own reads. Everything that can end a guest
 * comes out of {@link #next} as {@link SessionLost}, with the reason in plain words.
 */
final class GuestSession implements AutoCloseable {
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    /** A kernel that dies goes on printing for some time; a machine whose agent died goes down. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final Duration FREEZE_LIMIT = Duration.ofSeconds(20);
    private static final int CONSOLE_LINES = 30;
    private static final int CONSOLE_JUDGED = 2000;
    private static final int QUEUE = 4096;

    private final Machine machine;
    private final EngineSettings settings;
    private final long number;
    private final BlockingQueue<Received> received = new ArrayBlockingQueue<>(QUEUE);
    private final Thread reader;
    private volatile boolean closed;
    private @Nullable Connection connection;
    private @Nullable ExitCalled exit;
    /** What was found out about a guest that has been silent for some time; its watchdog may end it before we do. */
    private @Nullable Map<String, String> inspected;

    private sealed interface Received {}

    private record Opened(Connection connection) implements Received {}

    private record Got(Message message) implements Received {}

    private record Ended(String reason) implements Received {}

    private GuestSession(Machine machine, String secret, long epoch, EngineSettings settings) {
        this.machine = machine;
        this.settings = settings;
        this.number = epoch;
        this.reader = Thread.ofPlatform().daemon().name("blkunit-guest-" + epoch).unstarted(() -> read(secret, epoch));
    }

    /**
     * Takes the machine over and waits for its agent.
     *
     * @throws MachineFault if it does not answer in time; the machine is closed then
     */
    static GuestSession open(Machine machine, String secret, long epoch, EngineSettings settings)
            throws MachineFault, InterruptedException {
        GuestSession session = new GuestSession(machine, secret, epoch, settings);
        boolean open = false;
        try {
            session.reader.start();
            session.awaitAgent();
            open = true;
            return session;
        } finally {
            if (!open) session.close();
        }
    }

    private void awaitAgent() throws MachineFault, InterruptedException {
        Received first = received.poll(settings.bootTimeout().toMillis(), TimeUnit.MILLISECONDS);
        if (first instanceof Opened opened) {
            connection = opened.connection();
            connection.startHeartbeat(HEARTBEAT);
            if (machine.isClone()) awakenFirst();
            return;
        }
        String why = first instanceof Ended ended ? ended.reason()
                : "no hello within " + settings.bootTimeout().toSeconds() + " s (blkunit.boot.timeout)";
        throw new MachineFault("the guest's agent did not start: " + why + evidence());
    }

    private void awakenFirst() throws MachineFault, InterruptedException {
        try {
            awaken();
        } catch (SessionLost e) {
            throw new MachineFault(String.valueOf(e.getMessage()), e);
        }
    }

    /** Gives the guest the time of day and randomness of its own. */
    void awaken() throws SessionLost, InterruptedException {
        send(new Awaken(System.currentTimeMillis(), Bytes.of(Secret.bytes())));
    }

    /** Lets the guest come to rest, to be saved: nothing can be sent after this. */
    void freeze() throws SessionLost, InterruptedException {
        connection().end();
        send(new Freeze());
        long deadline = System.nanoTime() + FREEZE_LIMIT.toNanos();
        while (!(next(Duration.ofMillis(500)) instanceof Frozen)) {
            if (System.nanoTime() > deadline)
                throw new SessionLost(Cause.MACHINERY, "the guest did not come to rest"
                        + evidence());
        }
    }

    /** The open connection. */
    Connection connection() {
        if (connection == null) throw new IllegalStateException("no agent has answered");
        return connection;
    }

    /** What the machine is. */
    String description() {
        return machine.description();
    }

    void send(Message message) throws SessionLost, InterruptedException {
        try {
            connection().send(message);
        } catch (IOException e) {
            throw lost(endOfMachine("cannot send to the guest: " + e.getMessage()));
        }
    }

    /** The next message, or null if none came in time. */
    @Nullable
    Message next(Duration patience) throws SessionLost, InterruptedException {
        while (true) {
            Received next = received.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                checkSilence();
                return null;
            }
            if (next instanceof Ended ended) throw lost(ended.reason());
            if (!(next instanceof Got got)) continue;
            if (got.message() instanceof ExitCalled called) {
                exit = called;
            } else if (got.message() instanceof AgentFault fault) {
                throw new SessionLost(Cause.MACHINERY, "the agent in the guest failed: " + fault.message() + evidence());
            } else {
                return got.message();
            }
        }
    }

    /** Says goodbye and ends the machine. Never throws. */
    @Override
    public void close() {
        closed = true;
        if (connection != null) {
            connection.end();
            sayGoodbye(connection);
        }
        machine.close();
        reader.interrupt();
    }

    /** In a thread of its own: a dead guest may not take it. */
    private static void sayGoodbye(Connection connection) {
        Thread.ofPlatform().daemon().name("blkunit-goodbye").start(() -> {
            try {
                connection.send(new Goodbye("the run is over"));
            } catch (IOException e) {
                // It is gone already, which is what was wanted.
            }
        });
    }

    private void checkSilence() throws SessionLost, InterruptedException {
        Duration silence = connection().silence();
        if (silence.multipliedBy(3).compareTo(settings.silence().multipliedBy(2)) < 0) {
            inspected = null;
            return;
        }
        if (inspected == null) inspected = inspect();
        if (silence.compareTo(settings.silence()) >= 0) {
            throw judged("the guest has been silent for " + silence.toSeconds()
                    + " s: neither events nor heartbeats (blkunit.silence.timeout)", inspected);
        }
    }

    private Map<String, String> inspect() throws InterruptedException {
        Map<String, String> files = new LinkedHashMap<>(Inspection.of(machine));
        if (settings.vmcore()) {
            Path core = settings.artefacts().resolve("vmcore").resolve(ProcessHandle.current().pid() + "-" + number + ".vmcore");
            files.put("vmcore.txt", VmCore.of(machine, core));
        }
        return files;
    }

    /** The machine is to be given up although it still runs; it is looked at before. */
    SessionLost giveUp(Cause kind, String message) throws InterruptedException {
        Map<String, String> files = inspect();
        return new SessionLost(kind, message + evidence(), withConsole(files));
    }

    private SessionLost lost(String reason) {
        ExitCalled called = exit;
        if (called != null && !called.thread().isEmpty()) {
            return new SessionLost(Cause.EXIT, "System.exit was called in the guest, which ended its JVM, by thread '" + called
                    .thread()
                    + "':" + frames(called.frames()) + evidence());
        }
        return judged("the machine was lost: " + reason, inspected == null ? Map.of() : inspected);
    }

    /** By what the kernel said last, whose title then is the message; without such words it was the machinery. */
    private SessionLost judged(String what, Map<String, String> found) {
        LastWords words = LastWords.of(machine.consoleTail(CONSOLE_JUDGED));
        Map<String, String> files = withConsole(found);
        return words.report(settings.patterns()).map(report -> {
            files.put("kernel-report.txt", report.text());
            return new SessionLost(Cause.KERNEL, report.title() + "\nThe guest's kernel reported this, then " + what + evidence(),
                    files);
        }).orElseGet(() -> new SessionLost(Cause.MACHINERY, what + evidence(), files));
    }

    private Map<String, String> withConsole(Map<String, String> found) {
        Map<String, String> files = new LinkedHashMap<>(found);
        List<String> console = LastWords.of(machine.consoleTail(CONSOLE_JUDGED)).lines().stream().map(Object::toString).toList();
        files.put("console.txt", String.join("\n", console) + "\n");
        return files;
    }

    private static String frames(List<Frame> frames) {
        StringBuilder text = new StringBuilder();
        for (Frame frame : frames.subList(0, Math.min(frames.size(), 12))) text.append("\n    at ").append(frame.toElement());
        return text.toString();
    }

    private String evidence() {
        List<String> console = machine.consoleTail(CONSOLE_LINES);
        return "\nmachine: " + machine.description()
                + (console.isEmpty() ? "\nconsole: (nothing was printed)" : "\nconsole:\n  | " + String.join("\n  | ", console));
    }

    private void read(String secret, long epoch) {
        try {
            try {
                if (machine.isClone()) Handshake.wake(machine.out());
                Connection opened = Handshake.asHost(machine.in(), machine.out(), secret, epoch);
                received.put(new Opened(opened));
                while (!closed)
                    received.put(new Got(opened.receive()));
            } catch (IOException e) {
                if (!closed) received.put(new Ended(endOfMachine(String.valueOf(e.getMessage()))));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // only close() interrupts
        }
    }

    /** A lost channel usually means a lost machine, which knows better why. */
    private String endOfMachine(String channel) throws InterruptedException {
        try {
            MachineEnd end = machine.end().get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
            return end.reason();
        } catch (TimeoutException e) {
            return channel + " (the machine still runs: its agent has died)";
        } catch (ExecutionException e) {
            return channel + " (" + e.getCause() + ")";
        }
    }
}
