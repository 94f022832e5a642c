package io.github.blkunit.fio;

import java.time.Duration;
import java.util.function.Consumer;

/** Passes on a line of progress now and then, so that somebody who waits for a long run sees that it lives. */
final class Narrator implements Consumer<FioProgress> {
    private final String name;
    private final long pause;
    private final Consumer<String> out;
    private long last = System.nanoTime();

    Narrator(String name, Duration pause, Consumer<String> out) {
        this.name = name;
        this.pause = pause.toNanos();
        this.out = out;
    }

    @Override
    public void accept(FioProgress progress) {
        if (System.nanoTime() - last < pause) { return; }
        last = System.nanoTime();
        out.accept("fio " + name + ": " + Math.round(progress.percent()) + " %" + (progress.iops().isEmpty() ? "" : ", IOPS "
                + progress.iops()));
    }
}
