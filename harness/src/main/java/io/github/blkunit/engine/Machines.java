package io.github.blkunit.engine;

import io.github.blkunit.ByteSize;
import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineFault;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The machine of a run: opened when the first class needs it, kept for the next ones, replaced when it died. (A pool of clones, one per
 * class, can take this place: nobody else knows where sessions come from.)
 */
final class Machines implements AutoCloseable {
    /** Unless the user says otherwise: the agent's JVM, the driver's, and room for what tests fill. */
    private static final ByteSize MEMORY = ByteSize.gib(2);
    private final MachineSource source;
    private final EngineSettings settings;
    private final int cpus;
    private final PrintStream log;
    private @Nullable VmInfrastructureException fault;
    private volatile @Nullable GuestSession current;
    private volatile boolean closed;
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
    GuestSession session() throws InterruptedException {
        GuestSession session = current;
        if (session != null) return session;
        VmInfrastructureException earlier = fault;
        if (earlier != null) throw new VmInfrastructureException("no machine, as before: " + earlier.getMessage(), earlier);
        try {
            return open();
        } catch (MachineFault | IOException | SessionLost e) {
            VmInfrastructureException failed = new VmInfrastructureException(String.valueOf(e.getMessage()), e);
            fault = failed;
            throw failed;
        }
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

    private GuestSession open() throws MachineFault, IOException, SessionLost, InterruptedException {
        if (closed) throw new MachineFault("the run is over");
        long start = System.nanoTime();
        if (opened == 0) log.println("blkunit: " + source.header());
        long number = ++opened;
        Path artefacts = Files.createDirectories(
                settings.artefacts().resolve("machines").resolve(ProcessHandle.current().pid() + "-" + number));
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        Machine machine = source.open(cpus, MEMORY, secret, artefacts);
        GuestSession session = GuestSession.open(machine, secret, number, settings);
        current = session;
        try {
            if (closed) throw new MachineFault("the run is over");
            long booted = System.nanoTime();
            long bytes = new Shipment(session, TestClassPath.ofThisJvm()).send();
            log.printf("blkunit: %s, kernel %s, up in %d ms, class path of %d KiB shipped in %d ms%n", session.description(),
                    session.connection().guestKernel(), (booted - start) / 1_000_000, bytes >> 10,
                    (System.nanoTime() - booted) / 1_000_000);
            return session;
        } catch (MachineFault | IOException | SessionLost | RuntimeException | InterruptedException e) {
            discard();
            throw e;
        }
    }
}
