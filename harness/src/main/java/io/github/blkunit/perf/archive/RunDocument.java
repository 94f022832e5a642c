package io.github.blkunit.perf.archive;

import java.util.List;
import java.util.Map;

/**
 * A performance run, whole. Field names are the JSON's.
 *
 * @param format of this document, {@value #FORMAT}
 * @param id unique, sorts by time
 * @param started UTC, ISO 8601
 * @param kind what was compared
 * @param title one line
 * @param environment where
 * @param candidate what was judged
 * @param reference what it was held against
 * @param method how it was measured, in name and value
 * @param cells figures and verdicts
 * @param verdict of the blocking cells together: FAIL, PASS, INCONCLUSIVE, or NONE if the figures do not allow one
 * @param blocks whether a failure is one for CI
 * @param trust what A/A runs say of this gate
 * @param notes sentences for readers
 */
public record RunDocument(int format, String id, String started, Kind kind, String title, Environment environment, Side candidate,
        Side reference, Map<String, String> method, List<Cell> cells, String verdict, boolean blocks, String trust,
        List<String> notes) {
    /** The format written. */
    public static final int FORMAT = 1;

    public RunDocument {
        cells = List.copyOf(cells);
        notes = List.copyOf(notes);
    }

    /** What was compared. */
    public enum Kind {
        /** A build with itself. */
        AA,
        /** Two drivers. */
        DRIVERS,
        /** Two builds of one driver. */
        BUILDS
    }

    /** Where a run was made. */
    public record Environment(String kernel, String accelerator, String fio, String java, int cpus, String cpuModel,
            String host) {

        /** What must be equal for A/A runs to tell anything about a gate. */
        public String key() {
            return accelerator + ", " + cpus + " CPUs, " + cpuModel + ", " + host;
        }
    }

    /**
     * One side.
     *
     * @param commit of its build, empty if unknown
     */
    public record Side(String label, String driver, String commit, String javaOptions) {}

    /** A workload and a metric. */
    public record Cell(String name, String workload, String metric, String unit, String weight, String claim, double failBelow,
            double failAt, double passAbove, List<Boot> boots, Decision decision) {
        public Cell { boots = List.copyOf(boots); }
    }

    /** Pairs of one boot. */
    public record Boot(int boot, List<Pair> pairs) {
        public Boot { pairs = List.copyOf(pairs); }
    }

    /**
     * A valid pair.
     *
     * @param order such as {@code ABBA}, A the candidate
     * @param logRatio of speed, above 0 the candidate is faster
     */
    public record Pair(int pair, String order, double logRatio, List<Window> windows) {
        public Pair { windows = List.copyOf(windows); }
    }

    /**
     * A window.
     *
     * @param candidate whose it is
     * @param value of the cell's metric
     * @param source file of fio's report, relative to the run's folder
     */
    public record Window(boolean candidate, double value, long requests, double busyPercent, double steal,
            Map<String, Long> latencyNanos, String source) {}

    /** The verdict on a cell. Ratios are of speed, 1 is equal. */
    public record Decision(String verdict, boolean improved, double ratio, double lower95, double upper95,
            double bootstrapLower95,
            double bootstrapUpper95, double robustRatio, double pairDeviation, double bootDeviation, String noise,
            double probability, double level, List<String> notes) {
        public Decision { notes = List.copyOf(notes); }
    }
}
