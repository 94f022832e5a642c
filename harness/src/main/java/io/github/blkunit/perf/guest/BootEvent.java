package io.github.blkunit.perf.guest;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;

/** What the guest's program reports, each as one line of JSON on its standard output, in this order of events. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({@JsonSubTypes.Type(value = BootEvent.Started.class, name = "started"),
        @JsonSubTypes.Type(value = BootEvent.Window.class, name = "window"),
        @JsonSubTypes.Type(value = BootEvent.PairEnd.class, name = "pair"),
        @JsonSubTypes.Type(value = BootEvent.Finished.class, name = "finished")})
public sealed interface BootEvent {
    /** Marks the lines that are events; whatever else is printed is for people. */
    String MARK = "@blkunit-perf ";

    /** First: where it runs. */
    record Started(String kernel, String accelerator, String fio, String java, int cpus, String cpuModel) implements BootEvent {}

    /**
     * One window of one side.
     *
     * @param pair number of the pair in this boot, from 1
     * @param attempt from 1; more if the pair was repeated
     * @param workload its name
     * @param candidate whether it is the candidate's
     * @param position place of the window in the pair's order, from 1
     * @param values by metric
     * @param latencyNanos percentiles of completion latency by percent; empty without latencies
     * @param requests requests completed
     * @param busyPercent CPU of fio's busiest thread
     * @param steal share of CPU time stolen from the guest meanwhile, 0 to 1
     * @param json fio's own report
     */
    record Window(int pair, int attempt, String workload, boolean candidate, int position, Map<String, Double> values,
            Map<String, Long> latencyNanos, long requests, double busyPercent, double steal, String json) implements BootEvent {}

    /**
     * A pair is over.
     *
     * @param firstIsCandidate which side was launched and measured first
     * @param problem condition that makes the pair worthless, empty if there was none
     */
    record PairEnd(int pair, int attempt, boolean firstIsCandidate, String problem) implements BootEvent {}

    /**
     * Last.
     *
     * @param problems what kept the boot from all its pairs, empty if nothing
     */
    record Finished(List<String> problems) implements BootEvent {
        public Finished { problems = List.copyOf(problems); }
    }
}
