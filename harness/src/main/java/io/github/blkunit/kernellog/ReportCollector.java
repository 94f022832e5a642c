package io.github.blkunit.kernellog;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the reports in lines that come one after the other. For one thread. */
public final class ReportCollector {
    private static final String CUT = "------------[ cut here ]------------";
    /** Between a cut and the header there is at most a message of some lines. */
    private static final int LONGEST_MESSAGE = 6;
    private final Patterns patterns;
    private final LocalDate today;
    private final List<LogLine> cut = new ArrayList<>();
    private final List<KernelReport> done = new ArrayList<>();
    private @Nullable OpenReport open;

    /** @param today decides which ignore entries are out of date */
    public ReportCollector(Patterns patterns, LocalDate today) {
        this.patterns = patterns;
        this.today = today;
    }

    /** Takes the next line. */
    public void accept(LogLine line) {
        if (line.source() != LogLine.Source.KERNEL) return;
        Optional<Signature> begins = patterns.signature(line.text());
        if (begins.isPresent()) {
            header(begins.get(), line);
        } else if (line.text().equals(CUT) || !cut.isEmpty()) {
            announced(line);
        } else {
            goOn(line);
        }
    }

    /** The reports that are complete, oldest first; each is returned once. */
    public List<KernelReport> take() {
        List<KernelReport> complete = List.copyOf(done);
        done.clear();
        return complete;
    }

    /** Nothing more comes, or must be waited for: the report that is open ends here. All that are complete now. */
    public List<KernelReport> flush() {
        close("the log ends in it");
        cut.clear();
        return take();
    }

    /** Whether a report has begun and may go on. */
    public boolean isOpen() { return open != null; }

    private void header(Signature signature, LogLine line) {
        if (open != null && open.absorbs(signature)) {
            cut.forEach(open::add);
            open.add(line);
        } else if (signature.shape() == Signature.Shape.LINE) {
            // It interrupts nothing: another CPU may have printed it.
            finish(new OpenReport(signature, List.of(), line).end(patterns, null));
        } else {
            close("another report begins in it");
            open = new OpenReport(signature, cut, line);
        }
        cut.clear();
    }

    private void announced(LogLine line) {
        if (line.text().equals(CUT)) cut.clear();
        cut.add(line);
        if (cut.size() <= LONGEST_MESSAGE) return;
        List<LogLine> unused = List.copyOf(cut);
        cut.clear();
        unused.forEach(this::goOn);
    }

    private void goOn(LogLine line) {
        OpenReport current = open;
        if (current == null) return;
        if (current.takes(line)) {
            current.add(line);
        } else {
            close(null);
        }
    }

    private void close(@Nullable String cutOff) {
        OpenReport current = open;
        open = null;
        if (current != null) finish(current.end(patterns, cutOff));
    }

    private void finish(KernelReport report) {
        done.add(patterns.waiver(report, today).isPresent() ? report.withLevel(Level.IGNORE) : report);
    }
}
