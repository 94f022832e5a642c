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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The machines of a run, one at a time: a clone of a warm template for each class where machines can be cloned, else one that is booted when
 * the first class needs it, kept for the next ones, and replaced when it died.
 */
final class Machines implements AutoCloseable {
    /** Unless the user says otherwise: the agent's JVM, the driver's, and room for what tests fill. */
    private static final ByteSize MEMORY = ByteSize.gib(2);
    private final MachineSource source;
    private final EngineSettings settings;
    private final int cpus;
    private final PrintStream log;
    private @Nullable VmInfrastructureException fault;
    private Optional<Clones> clones = Optional.empty();
    private boolean clonesSought;
    private volatile @Nullable GuestSession current;
    private volatile boolean closed;
    private boolean currentIsForOneClass;
    private long opened;

    Machines(MachineSource source, EngineSettings settings, int cpus, PrintStream log) {
        this.source = source;
        this.settings = settings;
        this.cpus = cpus;
        this.log = log;
    }

    /**
     * A session with a guest that has the class path.
     *
     * @throws VmInfrastructureException if there is no machine; from then on there is none for this run
     */
    GuestSession session(MachineStart start) throws InterruptedException {
        GuestSession session = current;
        if (session != null && start != MachineStart.BOOT) return session;
        discard();
        VmInfrastructureException earlier = fault;
        if (earlier != null) throw new VmInfrastructureException("no machine, as before: " + earlier.getMessage(), earlier);
        try {
            return open(start);
        } catch (MachineFault | IOException | SessionLost e) {
            VmInfrastructureException failed = new VmInfrastructureException(String.valueOf(e.getMessage()), e);
            fault = failed;
            throw failed;
        }
    }

    /** A class is done with its session: what it may have left behind is not for the next one, if another machine costs little. */
    void release() {
        if (currentIsForOneClass) discard();
    }

    /** The session is of no use any more. */
    void discard() {
        GuestSession session = current;
        current = null;
        if (session != null) session.close();
    }

    /** From any thread: no machine is left, and none is opened any more. */
    @Override
    public void close() {
        closed = true;
        discard();
    }

    private GuestSession open(MachineStart start) throws MachineFault, IOException, SessionLost, InterruptedException {
        if (closed) throw new MachineFault("the run is over");
        long begin = System.nanoTime();
        if (opened == 0) log.println("blkunit: " + source.header());
        GuestSession session = connected(start);
        try {
            if (closed) throw new MachineFault("the run is over");
            long up = System.nanoTime();
            long bytes = new Shipment(session, TestClassPath.ofThisJvm()).send();
            log.printf("blkunit: %s, kernel %s, up in %d ms, class path of %d KiB shipped in %d ms%n", session.description(),
                    session.connection().guestKernel(), (up - begin) / 1_000_000, bytes >> 10,
                    (System.nanoTime() - up) / 1_000_000);
            return session;
        } catch (MachineFault | IOException | SessionLost | RuntimeException | InterruptedException e) {
            discard();
            throw e;
        }
    }

    private GuestSession connected(MachineStart start) throws MachineFault, IOException, InterruptedException {
        Optional<Clones> warm = start == MachineStart.BOOT ? Optional.empty() : clones();
        if (warm.isPresent()) {
            try {
                GuestSession clone = warm.get().open(this::spec);
                current = clone;
                currentIsForOneClass = true;
                return clone;
            } catch (MachineFault e) {
                if (closed) throw e;
                log.println("blkunit: machines are booted in this run, not cloned: " + String.valueOf(e.getMessage()).lines()
                        .findFirst().orElse(""));
                clones = Optional.empty();
            }
        }
        MachineSpec spec = spec(Secret.fresh());
        Machine machine = source.open(spec);
        GuestSession session = GuestSession.open(machine, spec.secret(), opened, settings);
        current = session;
        currentIsForOneClass = start == MachineStart.BOOT;
        return session;
    }

    private MachineSpec spec(String secret) throws MachineFault, IOException {
        Path artefacts = Files.createDirectories(
                settings.artefacts().resolve("machines").resolve(ProcessHandle.current().pid() + "-" + ++opened));
        return source.spec(cpus, MEMORY, secret, artefacts);
    }

    private Optional<Clones> clones() throws MachineFault, InterruptedException {
        if (clonesSought) return clones;
        Optional<Templates> templates = settings.start() == MachineStart.CLONE ? source.templates() : Optional.empty();
        clones = templates.map(there -> new Clones(there, settings, log));
        clonesSought = true;
        return clones;
    }
}
