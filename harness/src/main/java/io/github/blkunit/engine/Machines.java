package io.github.blkunit.engine;

import io.github.blkunit.ByteSize;
import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.MachineSpec;
import io.github.blkunit.vm.Secret;
import io.github.blkunit.vm.Templates;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The machines of a run: a clone of a warm template for each class where machines can be cloned, else one that is booted when the first class
 * needs it, kept for the next ones, and replaced when it died. Each class that runs has at most one. May be used from several threads.
 */
final class Machines implements AutoCloseable {
    /** Unless the user says otherwise: the agent's JVM, the driver's, and room for what tests fill. */
    static final ByteSize MEMORY = ByteSize.gib(2);
    private final MachineSource source;
    private final EngineSettings settings;
    private final int cpus;
    private final PrintStream log;
    private final AtomicLong opened = new AtomicLong();
    private final Set<GuestSession> live = new HashSet<>();
    private @Nullable VmInfrastructureException fault;
    private @Nullable GuestSession idle;
    private Optional<Clones> clones = Optional.empty();
    private boolean clonesSought;
    private boolean announced;
    private boolean closed;

    Machines(MachineSource source, EngineSettings settings, int cpus, PrintStream log) {
        this.source = source;
        this.settings = settings;
        this.cpus = cpus;
        this.log = log;
    }

    /**
     * A session.
     *
     * @param reusable whether it may serve another class afterwards
     * @param arrival one line on how it came to be, empty if it was there
     */
    record Opened(GuestSession session, boolean reusable, String arrival) {}

    /**
     * A session with a guest that has the class path. The caller gives it back, or ends it.
     *
     * @throws VmInfrastructureException if there is no machine; from then on there is none for this run
     */
    Opened open(MachineStart start) throws InterruptedException {
        GuestSession waiting = start == MachineStart.BOOT ? null : takeIdle();
        if (waiting != null) return new Opened(waiting, true, "");
        checkFault();
        try {
            return openNew(start);
        } catch (MachineFault | IOException | SessionLost e) {
            VmInfrastructureException failed = new VmInfrastructureException(String.valueOf(e.getMessage()), e);
            synchronized (this) {
                if (fault == null) fault = failed;
            }
            throw failed;
        }
    }

    /** The machine waits for the next class that wants one. */
    void giveBack(GuestSession session) {
        synchronized (this) {
            if (!closed && idle == null) {
                idle = session;
                return;
            }
        }
        end(session);
    }

    /** Ends a machine. */
    void end(GuestSession session) {
        synchronized (this) {
            live.remove(session);
        }
        session.close();
    }

    /** From any thread: no machine is left, and none is opened any more. */
    @Override
    public void close() {
        Set<GuestSession> left;
        synchronized (this) {
            closed = true;
            idle = null;
            left = Set.copyOf(live);
        }
        left.forEach(this::end);
    }

    /** Whether the machines of this run are clones, as far as is known. */
    synchronized boolean areClones() {
        return clones.isPresent();
    }

    private synchronized @Nullable GuestSession takeIdle() {
        GuestSession waiting = idle;
        idle = null;
        return waiting;
    }

    private synchronized void checkFault() {
        if (fault != null) throw new VmInfrastructureException("no machine, as before: " + fault.getMessage(), fault);
    }

    private synchronized void checkOpen() throws MachineFault {
        if (closed) throw new MachineFault("the run is over");
    }

    private Opened openNew(MachineStart start) throws MachineFault, IOException, SessionLost, InterruptedException {
        checkOpen();
        long begin = System.nanoTime();
        announce();
        Connected machine = connected(start);
        GuestSession session = machine.session();
        try {
            register(session);
            long up = System.nanoTime();
            long bytes = new Shipment(session, TestClassPath.ofThisJvm()).send();
            return new Opened(session, machine.reusable(), String.format(Locale.ROOT,
                    "blkunit: %s, kernel %s, up in %d ms, class path of %d KiB shipped in %d ms", session.description(),
                    session.connection().guestKernel(), (up - begin) / 1_000_000, bytes >> 10,
                    (System.nanoTime() - up) / 1_000_000));
        } catch (MachineFault | IOException | SessionLost | RuntimeException | InterruptedException e) {
            end(session);
            throw e;
        }
    }

    private synchronized void register(GuestSession session) throws MachineFault {
        live.add(session);
        checkOpen();
    }

    private synchronized void announce() throws MachineFault, InterruptedException {
        if (!announced) log.println("blkunit: " + source.header());
        announced = true;
    }

    private record Connected(GuestSession session, boolean reusable) {}

    private Connected connected(MachineStart start) throws MachineFault, IOException, InterruptedException {
        OptionalInt debugger = settings.vm().debugging().java();
        debugger.ifPresent(port -> log.println("blkunit: the tests wait for a debugger (JDWP) at 127.0.0.1:" + port));
        settings.vm().debugging().kernel().ifPresent(port -> log.println("blkunit: for gdb: target remote 127.0.0.1:" + port
                + ", with the symbols of the kernel's vmlinux, and nokaslr among blkunit.kernel.arguments"));
        // The JVM of a clone was started long ago, without a debugger.
        boolean boot = start == MachineStart.BOOT || debugger.isPresent();
        Optional<Clones> warm = boot ? Optional.empty() : clones();
        if (warm.isPresent()) {
            try {
                return new Connected(warm.get().open(this::spec), false);
            } catch (MachineFault e) {
                checkOpen();
                withoutClones(e);
            }
        }
        MachineSpec spec = spec(Secret.fresh());
        Machine machine = source.open(spec);
        return new Connected(GuestSession.open(machine, spec.secret(), Clones.epoch(spec), settings), start
                == MachineStart.CLONE);
    }

    private MachineSpec spec(String secret) throws MachineFault, IOException {
        Path artefacts = Files.createDirectories(
                settings.artefacts().resolve("machines").resolve(ProcessHandle.current().pid() + "-" + opened.incrementAndGet()));
        return source.spec(cpus, MEMORY, secret, artefacts);
    }

    private synchronized Optional<Clones> clones() throws MachineFault, InterruptedException {
        if (!clonesSought) {
            Optional<Templates> templates = settings.start() == MachineStart.CLONE ? source.templates() : Optional.empty();
            clones = templates.map(there -> new Clones(there, settings, log));
            clonesSought = true;
        }
        return clones;
    }

    private synchronized void withoutClones(MachineFault reason) {
        if (clones.isPresent()) {
            log.println("blkunit: machines are booted in this run, not cloned: " + String.valueOf(reason.getMessage()).lines()
                    .findFirst().orElse(""));
        }
        clones = Optional.empty();
    }
}
