package io.github.blkunit.perf.guest;

import io.github.blkunit.Device;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.perf.guest.IsolatedDriver.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The pairs of one boot. For a pair both sides are launched afresh, in an order that alternates; then every workload runs on one and on
 * the other, close in time, with equal seeds; then both go down. A pair whose conditions were bad is repeated, whatever its figures.
 */
final class Boot {
    private final BootPlan plan;
    private final Consumer<BootEvent> events;
    private final IsolatedDriver candidate;
    private final IsolatedDriver reference;
    private final List<Workload> workloads;

    Boot(BootPlan plan, List<Path> jars, List<Workload> workloads, Consumer<BootEvent> events) {
        this.plan = plan;
        this.workloads = List.copyOf(workloads);
        this.events = events;
        this.candidate = new IsolatedDriver(plan.candidate(), jars);
        this.reference = new IsolatedDriver(plan.reference(), jars);
    }

    /** The jobs that the plan names, or those of its test class. */
    static List<Workload> workloads(BootPlan plan) {
        if (!plan.testClass().isEmpty()) { return WorkloadMethods.of(plan); }
        return plan.workloads().stream().<Workload>map(workload -> FioWorkload.of(workload, plan)).toList();
    }

    void run() throws InterruptedException {
        List<String> problems = new ArrayList<>();
        int repeats = plan.repeats();
        for (int pair = 1; pair <= plan.pairs(); pair++) {
            for (int attempt = 1;; attempt++) {
                boolean candidateFirst = (pair + plan.boot()) % 2 == 0;
                String problem = measure(pair, attempt, candidateFirst);
                events.accept(new BootEvent.PairEnd(pair, attempt, candidateFirst, problem));
                if (problem.isEmpty()) { break; }
                problems.add("pair " + pair + ", attempt " + attempt + ": " + problem);
                if (repeats-- == 0) {
                    events.accept(new BootEvent.Finished(problems));
                    return;
                }
            }
        }
        events.accept(new BootEvent.Finished(problems));
    }

    /** One pair. Returns what was wrong with its conditions, empty if nothing. */
    private String measure(int pair, int attempt, boolean candidateFirst) throws InterruptedException {
        try (Running first = (candidateFirst ? candidate : reference).up(plan);
                Running second = (candidateFirst ? reference : candidate).up(plan)) {
            WarmUp.of(workloads, Device.at(first.node()));
            WarmUp.of(workloads, Device.at(second.node()));
            for (Workload workload : workloads) {
                String problem = windows(workload, pair, attempt, candidateFirst, first, second);
                if (!problem.isEmpty()) { return problem; }
            }
            return "";
        } catch (DriverException | IOException e) {
            return String.valueOf(e.getMessage());
        } catch (RuntimeException e) { // fio failed, or a user's workload: without figures there is no pair
            return e.getMessage() == null ? e.toString() : e.getMessage();
        }
    }

    private String windows(Workload workload, int pair, int attempt, boolean candidateFirst, Running first, Running second)
            throws IOException {
        for (int position = 1; position <= 2 * plan.windowsPerSide(); position++) {
            boolean isFirst = position == 1 || position == 4;
            Running running = isFirst ? first : second;
            long seed = plan.seed() + 1000L * plan.boot() + 10L * pair + (position - 1) / 2;
            CpuTime before = CpuTime.now();
            Figures figures = workload.measure(Device.at(running.node()), seed);
            double steal = CpuTime.now().stealSince(before);
            events.accept(new BootEvent.Window(pair, attempt, workload.name(), isFirst == candidateFirst, position, figures
                    .values(), figures.latencyNanos(), figures.requests(), figures.busyPercent(), steal, figures.json()));
            if (steal > plan.mostSteal()) {
                return "the host took " + Math.round(100 * steal) + " % of the CPU time away: workload=" + workload.name();
            }
            if (!Files.exists(running.node())) { return "the device is gone: " + running.node(); }
        }
        return "";
    }
}
