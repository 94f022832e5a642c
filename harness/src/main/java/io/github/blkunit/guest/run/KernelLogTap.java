package io.github.blkunit.guest.run;

import io.github.blkunit.wire.KernelMessage.KernelLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Carries the kernel's log to the host while tests run. Marks in the log say where each test begins and ends; whoever sets one waits until
 * the host has been sent everything up to it, and, if something that looks like a report came last, until the kernel has been quiet for a
 * moment: a report takes its time, and belongs to the test during which it began.
 */
final class KernelLogTap {
    static final String MARK = "blkunit: ";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofMillis(100);
    private static final int BATCH = 256;
    /** Words with which reports begin; what they mean is for the host to say. */
    private static final List<String> SUSPICIOUS = List.of("[ cut here ]", "BUG:", "WARNING:", "INFO: ", "UBSAN:", "Oops",
            "lockup",
            "LOCKUP", "stall", "general protection", "_t: ");

    private final Sink sink;
    private final KernelLogSource log;
    private final String nonce = Long.toHexString(System.nanoTime());
    private final LinkedBlockingQueue<String> records = new LinkedBlockingQueue<>();
    private final CompletableFuture<Boolean> readToItsEnd = new CompletableFuture<>();
    private long marks;
    private long passed;
    private long lastLine;
    private boolean suspicious;
    private boolean listening;
    private @Nullable String trouble;

    private KernelLogTap(Sink sink, KernelLogSource log, boolean listening) {
        this.sink = sink;
        this.log = log;
        this.listening = listening;
    }

    /** Starts to read a log that was just opened; what was logged before is not sent. */
    static KernelLogTap fromNow(Sink sink, KernelLogSource log) {
        return start(new KernelLogTap(sink, log, false));
    }

    /** Starts to read where an earlier tap {@linkplain #stop stopped}. */
    static KernelLogTap goingOn(Sink sink, KernelLogSource log) {
        return start(new KernelLogTap(sink, log, true));
    }

    private static KernelLogTap start(KernelLogTap tap) {
        daemon("blkunit-kmsg", tap::read);
        daemon("blkunit-kmsg-sender", tap::send);
        tap.mark("run starts");
        return tap;
    }

    /** Why the log is not read any more, or null; said once. */
    synchronized @Nullable String takeTrouble() {
        String said = trouble;
        trouble = null;
        return said;
    }

    /** Sets a mark and returns when all before it has been sent. */
    void mark(String what) {
        long number;
        synchronized (this) {
            if (marks < 0) return;
            number = ++marks;
        }
        try {
            log.write(MARK + what + " (" + nonce + "-" + number + ")");
        } catch (IOException e) {
            giveUp("cannot write into the kernel's log: " + e);
            return;
        }
        await(number);
    }

    /**
     * Ends the threads; no mark is set any more.
     *
     * @return the log, if all of it was read and a later tap can go on; else it is closed
     */
    Optional<KernelLogSource> stop() {
        mark("run ends");
        synchronized (this) {
            marks = -1;
        }
        String end = end();
        try {
            log.write(MARK + "nothing more is read " + end); // wakes the reader
        } catch (IOException e) {
            giveUp("cannot write into the kernel's log: " + e);
        }
        if (isReadToItsEnd()) return Optional.of(log);
        close();
        return Optional.empty();
    }

    private void close() {
        try {
            log.close();
        } catch (IOException e) {
            giveUp("cannot close the kernel's log: " + e);
        }
    }

    private String end() {
        return "(" + nonce + "-end)";
    }

    private synchronized void await(long number) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (passed < number && marks >= 0) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    giveUp("a mark did not come back from the kernel's log within " + PATIENCE.toSeconds()
                            + " s; it is not watched any more in this run");
                    return;
                }
                wait(left);
            }
            while (suspicious && marks >= 0) {
                long now = System.nanoTime();
                long quiet = (lastLine + QUIET.toNanos() - now) / 1_000_000;
                if (quiet <= 0 || now > deadline) suspicious = false;
                else
                    wait(quiet);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // a test that was interrupted: its end is reported at once
        }
    }

    private synchronized void giveUp(String why) {
        if (marks >= 0) trouble = why;
        marks = -1;
        notifyAll();
    }

    private void read() {
        String end = end();
        boolean all = false;
        try {
            String record = log.read();
            for (; record != null && !record.contains(end); record = log.read()) records.add(record);
            all = record != null;
        } catch (IOException e) {
            giveUp("cannot read the kernel's log: " + e);
        }
        records.add(end);
        readToItsEnd.complete(all);
    }

    private void send() {
        String end = end();
        String prefix = "(" + nonce + "-";
        List<String> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(records.take());
                records.drainTo(batch, BATCH);
                boolean last = batch.getLast().equals(end);
                if (last) batch.removeLast();
                List<String> fresh = fresh(batch, prefix);
                if (!fresh.isEmpty()) sink.send(new KernelLog(fresh));
                passed(batch, prefix);
                if (last) return;
                batch.clear();
            }
        } catch (UncheckedIOException e) {
            giveUp("the channel to the host is gone: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReadToItsEnd() {
        try {
            return readToItsEnd.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false; // it still reads, or waits for a kernel that says nothing
        }
    }

    /** Without what was there before this run began. */
    private List<String> fresh(List<String> batch, String prefix) {
        if (listening) return batch;
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i).contains(prefix)) {
                listening = true;
                return batch.subList(i, batch.size());
            }
        }
        return List.of();
    }

    private synchronized void passed(List<String> batch, String prefix) {
        for (String record : batch) {
            int mark = record.indexOf(prefix);
            if (mark >= 0) {
                int from = mark + prefix.length();
                passed = Long.parseLong(record.substring(from, record.indexOf(')', from)));
            } else if (listening) {
                lastLine = System.nanoTime();
                suspicious |= SUSPICIOUS.stream().anyMatch(record::contains);
            }
        }
        notifyAll();
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
