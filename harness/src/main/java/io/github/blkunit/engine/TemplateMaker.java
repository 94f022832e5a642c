package io.github.blkunit.engine;

import io.github.blkunit.ByteSize;
import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.driver.UblkJava;
import io.github.blkunit.extension.GuestParameters;
import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.MachineSpec;
import io.github.blkunit.vm.Templates;
import io.github.blkunit.wire.Message;
import io.github.blkunit.wire.Failure;
import io.github.blkunit.wire.RunMessage.RunFinished;
import io.github.blkunit.wire.RunMessage.RunTests;
import io.github.blkunit.wire.TestEvent.Finished;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Makes a template: boots a machine, brings the jars of the class path over, lets it do once what all tests need (JUnit, AssertJ, a disk, a
 * ublk server), so that programs, classes and compiled code are in its memory, and saves it.
 */
final class TemplateMaker {
    private static final Duration POLL = Duration.ofMillis(500);
    /** The first one loads classes; what it left cold, the next ones warm. */
    private static final int ROUNDS = 4;
    private static final DeviceConfiguration DEVICE = new DeviceConfiguration(1, 128, ByteSize.mib(64), 512);
    /** By name: the guest's side is not loaded here. */
    private static final String WARM_UP = "class:io.github.blkunit.guest.run.WarmUp";

    private final Templates templates;
    private final EngineSettings settings;
    private final PrintStream log;

    TemplateMaker(Templates templates, EngineSettings settings, PrintStream log) {
        this.templates = templates;
        this.settings = settings;
        this.log = log;
    }

    /** @throws MachineFault if it cannot be made; nothing is left of it */
    void make(MachineSpec spec, String name) throws MachineFault, IOException, InterruptedException {
        long begin = System.nanoTime();
        Machine machine = templates.boot(spec, name);
        try (GuestSession session = GuestSession.open(machine, spec.secret(), 0, settings)) {
            long up = System.nanoTime();
            new Shipment(session, TestClassPath.ofThisJvm().archivesOnly()).send();
            long shipped = System.nanoTime();
            warmUp(session);
            long warm = System.nanoTime();
            session.freeze();
            templates.save(machine, name);
            log.printf("blkunit: it is made: boot %d ms, class path %d ms, warm-up %d ms, saving %d ms%n", millis(begin, up),
                    millis(up, shipped), millis(shipped, warm), millis(warm, System.nanoTime()));
        } catch (MachineFault e) {
            templates.remove(name);
            throw e;
        } catch (SessionLost e) {
            templates.remove(name);
            throw new MachineFault("the machine was lost before it could be saved: " + e.getMessage(), e);
        }
    }

    /**
     * A warm-up that fails makes clones slower, not wrong: their own tests will say what is the matter. One that does not end would go on in every clone.
     *
     * @throws MachineFault if a round takes longer than three boots may
     */
    private void warmUp(GuestSession session) throws MachineFault, SessionLost, InterruptedException {
        session.awaken();
        for (int round = 1; round <= ROUNDS; round++) {
            session.send(new RunTests(round, List.of(WARM_UP), GuestParameters.of(UblkJava.class, DEVICE)));
            Optional<Message> end = await(session, message -> {
                if (message instanceof Finished finished && finished.failure() != null) {
                    log.println("blkunit: the template's warm-up failed: " + finished.failure().message());
                }
                return message instanceof RunFinished;
            });
            if (!(end.orElse(null) instanceof RunFinished finished)) {
                throw new MachineFault("the machine that was to be cloned was not warm within " + warmUpLimit().toSeconds()
                        + " s (three times blkunit.boot.timeout)");
            }
            Failure problem = finished.problem();
            if (problem != null) {
                log.println("blkunit: the template's warm-up did not run: " + problem.message());
                return;
            }
        }
    }

    private Duration warmUpLimit() { return settings.bootTimeout().multipliedBy(3); }

    private static long millis(long from, long to) {
        return (to - from) / 1_000_000;
    }

    private Optional<Message> await(GuestSession session, Predicate<Message> wanted) throws SessionLost,
            InterruptedException {
        long deadline = System.nanoTime() + warmUpLimit().toNanos();
        while (System.nanoTime() < deadline) {
            Message message = session.next(POLL);
            if (message != null && wanted.test(message)) return Optional.of(message);
        }
        return Optional.empty();
    }
}
