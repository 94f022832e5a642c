package io.github.blkunit.fio;

import io.github.blkunit.driver.Await;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.GuestArtefacts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A fio that runs. Owned by whoever started it; closing kills it if it has not ended. Used by one thread at a time. */
public final class FioRun implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration GLANCE = Duration.ofSeconds(1);
    /** How often a run of some length says on standard output that it lives. */
    private static final Duration TELL = Duration.ofSeconds(5);

    private final FioPlan plan;
    private final List<String> command;
    private final Process process;
    private final FioOutcome outcome;
    private final FioLog log;
    private final FioClock.Start started = FioClock.Start.now();
    private final long deadline;
    private Consumer<FioProgress> listener;

    private FioRun(FioPlan plan, List<String> command, Process process, FioLog log, Path json) {
        this.plan = plan;
        this.command = command;
        this.process = process;
        this.log = log;
        this.outcome = new FioOutcome(plan, command, json, log);
        this.deadline = System.nanoTime() + plan.deadline().toNanos();
        this.listener = new Narrator(plan.name(), TELL, System.out::println);
    }

    static FioRun start(FioPlan plan, List<Path> targets) {
        for (Path target : targets) {
            if (!Files.exists(target)) { // fio would make a file of that name
                throw new FioException("fio has no device to run on: " + target + " does not exist");
            }
        }
        InstalledFio.check(plan.options());
        Path json = artefact(plan.name(), ".json", "");
        Path log = artefact(plan.name(), ".log", "");
        List<String> command = plan.command(targets, json);
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile())
                    .redirectInput(new File("/dev/null"));
            builder.environment().put("BLKUNIT_DEVICE", FioPlan.fileName(targets.getFirst()));
            return new FioRun(plan, command, builder.start(), new FioLog(log), json);
        } catch (IOException e) {
            throw InstalledFio.missing(e);
        }
    }

    /** Whether fio has not ended yet. */
    public boolean isAlive() { return process.isAlive(); }

    /** Waits at most this long for fio's end; for tests that do something in regular distances while it runs. */
    public boolean hasEnded(Duration within) throws InterruptedException {
        return process.waitFor(within.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** fio's process, for tests that watch it. */
    public ProcessHandle process() { return process.toHandle(); }

    /** How far fio is; empty in its first second. */
    public Optional<FioProgress> progress() {
        return log.progress();
    }

    /**
     * Calls the listener about once a second while {@link #await} waits, instead of writing a line to standard output every five
     * seconds. In the waiting thread.
     */
    public FioRun telling(Consumer<FioProgress> toListener) {
        listener = toListener;
        return this;
    }

    /**
     * Waits for fio's end.
     *
     * @return all jobs together
     * @throws FioException as {@link Fio#on}; when interrupted, fio is killed and the interrupt is kept
     * @throws IllegalStateException if the jobs run in several groups, whose figures cannot be added up
     */
    public FioResult await() {
        return awaitReport().only();
    }

    /**
     * Waits for fio's end.
     *
     * @return each job and each group
     * @throws FioException as {@link Fio#on}; when interrupted, fio is killed and the interrupt is kept
     */
    public FioReport awaitReport() {
        FioClock elapsed;
        try {
            awaitEnd();
            elapsed = started.elapsed();
        } finally {
            outcome.artefacts().forEach(GuestArtefacts::finished);
        }
        return outcome.report(process.exitValue(), elapsed);
    }

    private void awaitEnd() {
        try {
            while (!process.waitFor(Math.min(deadline - System.nanoTime(), GLANCE.toNanos()), TimeUnit.NANOSECONDS)) {
                log.progress().ifPresent(listener);
                if (System.nanoTime() - deadline >= 0) { throw late(); }
            }
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new FioException("interrupted while fio ran; it was killed, command: " + String.join(" ", command), e);
        }
    }

    private FioException late() {
        String progress = log.lastWords();
        close();
        return new FioException("fio did not end in time and was killed: deadline=" + plan.deadline() + ", " + progress
                + ", command: " + String.join(" ", command));
    }

    /**
     * Ends fio if it still runs; without a result.
     *
     * @throws FioException if it cannot be killed, since a request hangs in the kernel
     */
    @Override
    public void close() {
        if (!process.isAlive()) { return; }
        process.destroy();
        if (Await.<RuntimeException>uninterruptibly(GRACE, () -> !process.isAlive())) { return; }
        process.destroyForcibly();
        if (!Await.<RuntimeException>uninterruptibly(GRACE, () -> !process.isAlive())) {
            throw new FioException("fio cannot be killed, a request of its hangs in the kernel: pid=" + process.pid()
                    + ", command: " + String.join(" ", command));
        }
    }

    /** A new file of this run. */
    static Path artefact(String name, String suffix, String content) {
        try {
            return Files.writeString(GuestArtefacts.newFile("fio-" + name.replaceAll("[^A-Za-z0-9_.-]", "_"), suffix), content);
        } catch (DriverException | IOException e) {
            throw new FioException("fio's report has no place: " + e.getMessage(), e);
        }
    }
}
