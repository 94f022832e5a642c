package io.github.blkunit.perf.run;

import io.github.blkunit.perf.guest.BootEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a boot reported. Filled by one thread. */
final class BootData {
    private final List<BootEvent.Window> windows = new ArrayList<>();
    private final List<BootEvent.PairEnd> valid = new ArrayList<>();
    private final Map<BootEvent.Window, String> sources = new HashMap<>();
    private Optional<BootEvent.Started> started = Optional.empty();
    private Optional<BootEvent.Finished> finished = Optional.empty();

    /** @param source file of the window's report */
    void add(BootEvent event, String source) {
        switch (event) {
            case BootEvent.Started first -> started = Optional.of(first);
            case BootEvent.Window window -> {
                windows.add(window);
                sources.put(window, source);
            }
            case BootEvent.PairEnd pair -> {
                if (pair.problem().isEmpty()) { valid.add(pair); }
            }
            case BootEvent.Finished last -> finished = Optional.of(last);
        }
    }

    Optional<BootEvent.Started> started() { return started; }

    /** Empty if the guest's program did not come to its end. */
    Optional<BootEvent.Finished> finished() { return finished; }

    List<BootEvent.PairEnd> validPairs() { return List.copyOf(valid); }

    List<BootEvent.Window> windows(BootEvent.PairEnd pair, String workload) {
        return windows.stream().filter(window -> window.pair() == pair.pair() && window.attempt() == pair.attempt() && window
                .workload().equals(workload)).toList();
    }

    List<BootEvent.Window> allWindows() { return List.copyOf(windows); }

    String source(BootEvent.Window window) { return sources.getOrDefault(window, ""); }
}
