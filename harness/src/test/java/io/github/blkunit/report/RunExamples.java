package io.github.blkunit.report;

import io.github.blkunit.perf.archive.RunDocument;
import io.github.blkunit.perf.archive.RunDocument.Boot;
import io.github.blkunit.perf.archive.RunDocument.Cell;
import io.github.blkunit.perf.archive.RunDocument.Decision;
import io.github.blkunit.perf.archive.RunDocument.Environment;
import io.github.blkunit.perf.archive.RunDocument.Kind;
import io.github.blkunit.perf.archive.RunDocument.Pair;
import io.github.blkunit.perf.archive.RunDocument.Side;
import io.github.blkunit.perf.archive.RunDocument.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Documents of runs that never were. */
public final class RunExamples {
    private RunExamples() {}

    /** Two cells, one of them slower. */
    public static RunDocument run(Kind kind, String commit, double ratio) {
        Cell slow = cell("randread-4k-qd1", ratio, "FAIL");
        Cell same = cell("randread-4k-qd32", 1.001, "PASS");
        return new RunDocument(RunDocument.FORMAT, "20260101-0000" + commit, "2026-01-01T00:00:00Z", kind, "a < b & \"c\"",
                new Environment("7.2.12", "tcg", "fio-3.39", "25", 4, "QEMU TCG CPU", "host"), new Side("new", "x.Driver",
                        commit, ""),
                new Side("old", "x.Driver", "0123456789abcdef", ""), Map.of("looks", "[2, 3, 4]"), List.of(slow, same), "FAIL",
                true, "0 of 30 A/A runs raised a false alarm, promised are 1.0 %", List.of("a note"));
    }

    private static Cell cell(String name, double ratio, String verdict) {
        Random random = new Random(1);
        List<Boot> boots = new ArrayList<>();
        for (int boot = 1; boot <= 3; boot++) {
            List<Pair> pairs = new ArrayList<>();
            for (int pair = 1; pair <= 6; pair++) {
                double log = Math.log(ratio) + 0.02 * random.nextGaussian();
                pairs.add(new Pair(pair, "ABBA", log, List.of(window(true, 10_000 * Math.exp(log)), window(false, 10_000))));
            }
            boots.add(new Boot(boot, pairs));
        }
        return new Cell(name, name, "IOPS", "IOPS", "BLOCKING", "no regression", 0, Math.log(0.97), Math.log(0.95), boots,
                new Decision(verdict, false, ratio, ratio - 0.02, ratio + 0.02, ratio - 0.015, ratio + 0.015, ratio, 0.02, 0.02,
                        "assumed", 0.0001, 0.005, List.of()));
    }

    private static Window window(boolean candidate, double value) {
        return new Window(candidate, value, 1000, 50, 0, Map.of("50.0", 100_000L, "99.0", candidate ? 400_000L : 300_000L, "99.9",
                2_000_000L), "boot-1/pair-01.json");
    }
}
