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
import java.util.concurrent.TimeUnit;

/** A fio that runs. Owned by whoever started it; closing kills it if it has not ended. Used by one thread at a time. */
public final class FioRun implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Fio job;
    private final List<String> command;
    private final Process process;
    private final FioOutcome outcome;
    private final long deadline;

    private FioRun(Fio job, List<String> command, Process process, FioOutcome outcome) {
        this.job = job;
        this.command = command;
        this.process = process;
        this.outcome = outcome;
        this.deadline = System.nanoTime() + job.deadline().toNanos();
    }

    static FioRun start(Fio job, List<Path> targets) {
        for (Path target : targets) {
            if (!Files.exists(target)) { // fio would make a file of that name
                throw new FioException("fio has no device to run on: " + target + " does not exist");
            }
        }
        Path json = artefact(job, ".json");
        Path log = artefact(job, ".log");
        List<String> command = job.command(targets, json);
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile())
                    .redirectInput(new File("/dev/null")).start();
            return new FioRun(job, command, process, new FioOutcome(job, command, json, log));
        } catch (IOException e) {
            throw new FioException("fio cannot be started; is it installed in this machine and on the PATH? " + e.getMessage(),
                    e);
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

    /**
     * Waits for fio's end.
     *
     * @throws FioException as {@link Fio#on}; when interrupted, fio is killed and the interrupt is kept
     */
    public FioResult await() {
        try {
            awaitEnd();
        } finally {
            outcome.artefacts().forEach(GuestArtefacts::finished);
        }
        return outcome.result(process.exitValue());
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                String progress = outcome.progress();
                close();
                throw new FioException("fio did not end in time and was killed: deadline=" + job.deadline() + ", " + progress
                        + ", command: " + String.join(" ", command));
            }
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new FioException("interrupted while fio ran; it was killed, command: " + String.join(" ", command), e);
        }
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
                    + ", command: "
                    + String.join(" ", command));
        }
    }

    private static Path artefact(Fio job, String suffix) {
        try {
            return GuestArtefacts.newFile("fio-" + job.name().replaceAll("[^A-Za-z0-9_.-]", "_"), suffix);
        } catch (DriverException e) {
            throw new FioException("fio's report has no place: " + e.getMessage(), e);
        }
    }
}
