package io.github.blkunit.guest;

import io.github.blkunit.guest.run.KernelLogSource;
import io.github.blkunit.guest.run.KernelLogs;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log of a kernel that tests of this JVM speak for. */
public final class FakeKernel {
    private static final FakeKernel THE_ONE = new FakeKernel();
    private final List<String> records = new ArrayList<>();
    private String cue = "";
    private List<String> afterCue = List.of();

    private FakeKernel() {}

    /** Where the agent finds it. */
    public static KernelLogs logs() {
        return new KernelLogs(() -> THE_ONE.new Source());
    }

    /** The kernel says these lines. */
    public static void says(String... lines) {
        for (String line : lines) THE_ONE.add(4, line);
    }

    /** The kernel says these lines, once, right after a program's line that contains the cue. */
    public static void saysAfter(String cue, String... lines) {
        synchronized (THE_ONE) {
            THE_ONE.cue = cue;
            THE_ONE.afterCue = List.of(lines);
        }
    }

    private synchronized void add(int priority, String text) {
        int number = records.size();
        records.add(priority + "," + number + "," + (1_000_000 + number) + ",-;" + text + "\n");
        notifyAll();
    }

    private final class Source implements KernelLogSource {
        private int position;
        private boolean closed;

        @Override
        public @Nullable String read() {
            synchronized (FakeKernel.this) {
                while (position == records.size() && !closed) {
                    try {
                        FakeKernel.this.wait();
                    } catch (InterruptedException e) {
                        return null;
                    }
                }
                return closed ? null : records.get(position++);
            }
        }

        @Override
        public void write(String line) {
            synchronized (FakeKernel.this) {
                add(14, line);
                if (cue.isEmpty() || !line.contains(cue)) return;
                cue = "";
                afterCue.forEach(late -> add(4, late));
            }
        }

        @Override
        public void close() {
            synchronized (FakeKernel.this) {
                closed = true;
                FakeKernel.this.notifyAll();
            }
        }
    }
}
