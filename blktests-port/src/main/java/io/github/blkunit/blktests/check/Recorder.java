package io.github.blkunit.blktests.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Prints every result and keeps it in the results folder. */
final class Recorder implements CheckListener.Progress {
    private final ResultPrinter printer;
    private final ResultTree tree;
    private final String device;
    private final List<Result> results = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();

    Recorder(ResultPrinter printer, ResultTree tree, String device) {
        this.printer = printer;
        this.tree = tree;
        this.device = device;
    }

    @Override
    public void started(PortedTest test) { printer.started(test, device); }

    @Override
    public void finished(Result result, Map<String, Path> files) {
        results.add(result);
        try {
            Map<String, String> last = tree.metrics(result);
            printer.finished(result, last);
            tree.write(result, files);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the result: file=" + tree.file(result) + ": " + e, e);
        }
    }

    @Override
    public void trouble(String what) { troubles.add(what); }

    List<Result> results() { return Collections.unmodifiableList(results); }

    /** What failed beside tests: machines, the device. */
    List<String> troubles() {
        return Collections.unmodifiableList(troubles);
    }
}
