package io.github.blkunit.perf.run;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.blkunit.ByteSize;
import io.github.blkunit.perf.archive.RunArchive;
import io.github.blkunit.perf.archive.RunDocument;
import io.github.blkunit.perf.gate.Gate;
import io.github.blkunit.perf.gate.GateDecision;
import io.github.blkunit.perf.guest.BootEvent;
import io.github.blkunit.perf.guest.BootMain;
import io.github.blkunit.perf.guest.BootPlan;
import io.github.blkunit.perf.guest.BootPlan.SidePlan;
import io.github.blkunit.vm.MachineFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures as planned: a fresh machine per boot, a look where the rules have one, an end as soon as the gate has seen enough.
 *
 * @param machines opens machines
 * @param folder of the run: fio's reports, consoles and the document go there
 * @param archive earlier runs, from which the noise is known
 * @param progress gets one line at a time, for people
 */
public record PerfRun(MachineOpener machines, Path folder, RunArchive archive, Consumer<String> progress) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int CPUS = 4;
    private static final ByteSize MEMORY = ByteSize.gib(2);
    private static final int REPEATS = 3;
    private static final Duration GRACE = Duration.ofMinutes(5);
    private static final int PATIENCE = 4;

    /**
     * Runs it. The document is in the folder afterwards, whatever the verdict.
     *
     * @throws IllegalArgumentException if a side's class path does not hold its driver
     * @throws MachineFault if a machine does not come up or dies; figures of complete boots are kept in the folder
     * @throws IOException if the folder cannot be written or the archive not be read
     */
    public RunDocument execute(PerfPlan plan) throws MachineFault, IOException, InterruptedException {
        DriverClass.check(plan.candidate());
        DriverClass.check(plan.reference());
        Instant started = Instant.now();
        List<RunDocument> known = archive.runs();
        RunPaths paths = RunPaths.of(plan);
        progress.accept(plan.title() + ": " + machines.description());
        List<BootData> boots = new ArrayList<>();
        Optional<GateDecision> decision = Optional.empty();
        Evaluation evaluation = new Evaluation(plan, known);
        String trouble = "";
        Optional<HostPressure> pressure = HostPressure.now();
        for (int boot = 1; boot <= plan.rules().mostBoots(); boot++) {
            BootData data = boot(plan, paths, boot);
            boots.add(data);
            trouble = problem(data, plan);
            if (!trouble.isEmpty()) { break; }
            if (!plan.rules().isLook(boot)) { continue; }
            GateDecision look = new Gate(plan.rules()).look(boot, evaluation.cells(boots));
            decision = Optional.of(look);
            progress.accept(String.format(ROOT, "look after %d boots: %s%s", boot, look.verdict(), look.isFinal() ? ""
                    : ", going on"));
            if (look.isFinal()) { break; }
        }
        Optional<HostPressure> later = HostPressure.now();
        Optional<String> busy = pressure.flatMap(before -> later.flatMap(after -> after.note(before)));
        RunDocument document = new RunDocuments(plan, evaluation).of(started, boots, trouble.isEmpty() ? decision : Optional
                .empty(), trouble, busy);
        RunArchive.write(document, folder.resolve("run.json"));
        return document;
    }

    private static String problem(BootData data, PerfPlan plan) {
        if (data.finished().isEmpty()) { return "the guest's program ended early, see its output"; }
        if (data.validPairs().size() < plan.pairs()) {
            return "too many pairs under bad conditions: " + String.join("; ", data.finished().get().problems());
        }
        return "";
    }

    BootData boot(PerfPlan plan, RunPaths paths, int boot) throws MachineFault, InterruptedException, IOException {
        Path place = folder.resolve("boot-" + boot);
        Files.createDirectories(place);
        BootPlan orders = new BootPlan(boot, plan.seed(), plan.pairs(), REPEATS, plan.windowsPerSide(), plan.ramp().toMillis(),
                plan.window().toMillis(), plan.mostSteal(), plan.device().queues(), plan.device().depth(), plan.device().size()
                        .toString(), plan.device().logicalBlockSize(), side(plan.candidate(), paths), side(plan.reference(),
                                paths),
                plan.workloads(), plan.testClass());
        BootData data = new BootData();
        List<String> said = new ArrayList<>();
        progress.accept("boot " + boot + " of at most " + plan.rules().mostBoots());
        Duration limit = Budget.EMULATED.atMost(plan).multipliedBy(PATIENCE).plus(GRACE);
        List<String> command = paths.command("/run/blkunit/agent", BootMain.class.getName());
        int status;
        try {
            status = new GuestProgram(machines, Math.max(CPUS, plan.device().queues()), MEMORY, paths.all()).run(command, JSON
                    .writeValueAsBytes(orders), place, limit, line -> take(line, data, place, said), said::add);
        } catch (UncheckedIOException e) {
            throw new IOException("no verdict: " + e.getMessage(), e);
        }
        Files.write(place.resolve("guest-output.txt"), said);
        if (status != 0) {
            throw new MachineFault("the guest's program failed: status=" + status + ", boot=" + boot + ", output in " + place
                    + ":\n"
                    + String.join("\n", said.subList(Math.max(0, said.size() - 10), said.size())));
        }
        return data;
    }

    private static SidePlan side(Side side, RunPaths paths) {
        return new SidePlan(side.driver(), paths.numbers(side), side.javaOptions());
    }

    private void take(String line, BootData data, Path place, List<String> said) {
        if (!line.startsWith(BootEvent.MARK)) {
            said.add(line);
            return;
        }
        BootEvent event = parse(line);
        data.add(event, keep(event, place));
        if (event instanceof BootEvent.PairEnd pair) {
            progress.accept("  pair " + pair.pair() + (pair.problem().isEmpty() ? "" : " is void: " + pair.problem()));
        }
    }

    private static BootEvent parse(String line) {
        try {
            return JSON.readValue(line.substring(BootEvent.MARK.length()), BootEvent.class);
        } catch (IOException e) {
            throw new UncheckedIOException("what the guest reported cannot be read: " + e.getMessage() + ": line=" + line
                    .substring(0,
                            Math.min(line.length(), 200)), e);
        }
    }

    /** Keeps fio's report of a window; every figure can be traced to it. */
    private String keep(BootEvent event, Path place) {
        if (!(event instanceof BootEvent.Window window)) { return ""; }
        Path file = place.resolve(String.format(ROOT, "pair-%02d-%d-%s-%d-%s.json", window.pair(), window.attempt(), window
                .workload().replaceAll("[^A-Za-z0-9_.-]", "_"), window.position(), window.candidate() ? "candidate"
                        : "reference"));
        try {
            Files.writeString(file, window.json());
        } catch (IOException e) {
            throw new UncheckedIOException("fio's report cannot be kept: file=" + file + ": " + e.getMessage(), e);
        }
        return folder.relativize(file).toString();
    }
}
