package io.github.blkunit.perf.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.blkunit.ByteSize;
import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.driver.NullBlk;
import io.github.blkunit.perf.Metric;
import io.github.blkunit.perf.archive.RunArchive;
import io.github.blkunit.perf.archive.RunDocument;
import io.github.blkunit.perf.archive.RunDocument.Kind;
import io.github.blkunit.perf.gate.GateRules;
import io.github.blkunit.perf.gate.Weight;
import io.github.blkunit.perf.guest.BootEvent;
import io.github.blkunit.perf.guest.BootPlan;
import io.github.blkunit.report.Reports;
import io.github.blkunit.vm.MachineFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs, from plan to document, in machines whose measuring program is a script: verdicts, and what ends without one. */
class PerfRunTest {
    private static final BootEvent STARTED = new BootEvent.Started("7.2.12", "tcg", "fio-3.39", "25", 4, "QEMU TCG CPU");
    private static final double USUAL = 10_000;

    @TempDir
    private Path folder;
    private final List<String> progress = new ArrayList<>();
    private FakeGuests guests = new FakeGuests((_, _, _) -> 0);

    @AfterEach
    void every_machine_was_closed() {
        assertThat(guests.opened).allMatch(machine -> machine.closed);
    }

    @Test
    void equal_builds_pass_after_two_boots() throws Exception {
        assertThat(run(measuring(1)).verdict()).isEqualTo("PASS");
        assertThat(guests.opened).hasSize(2);
    }

    @Test
    void a_build_that_is_slower_by_10_percent_fails_not_before_the_third_boot() throws Exception {
        RunDocument run = run(measuring(0.9));
        assertThat(run.verdict()).isEqualTo("FAIL");
        assertThat(run.blocks()).isTrue();
        assertThat(guests.opened).hasSize(3);
    }

    @Test
    void a_faster_build_passes_and_is_called_improved() throws Exception {
        RunDocument run = run(measuring(1.3));
        assertThat(run.verdict()).isEqualTo("PASS");
        assertThat(run.cells()).singleElement().satisfies(cell -> assertThat(cell.decision().improved()).isTrue());
        assertThat(Reports.text(run)).contains("PASS, faster");
    }

    @Test
    void every_figure_of_the_document_and_the_page_leads_to_the_report_it_was_read_from() throws Exception {
        RunDocument run = run(measuring(0.9));
        Reports.write(run, List.of(run), folder);
        String page = Files.readString(folder.resolve("report.html"));
        var windows = run.cells().getFirst().boots().stream().flatMap(boot -> boot.pairs().stream()).flatMap(pair -> pair
                .windows().stream()).toList();
        assertThat(windows).hasSize(3 * 2 * 4).allSatisfy(window -> {
            assertThat(folder.resolve(window.source())).content().isEqualTo(json(window.value()));
            assertThat(page).contains("href=\"" + window.source() + "\"");
        });
        assertThat(windows).extracting(RunDocument.Window::source).doesNotHaveDuplicates();
    }

    @Test
    void qemu_that_dies_in_mid_run_is_told_with_its_console_and_leaves_no_verdict() {
        guests = new FakeGuests((plan, place, say) -> {
            say.event(STARTED);
            if (plan.boot() == 2) { throw new FakeGuests.QemuDies(); }
            return measure(plan, say, 1);
        });
        assertThatExceptionOfType(MachineFault.class).isThrownBy(this::execute).withMessageContainingAll(
                "QEMU was killed by signal 9", "boot-2/console.log", "the console's last line");
        assertThat(folder.resolve("run.json")).doesNotExist();
        assertThat(folder.resolve("boot-1")).isDirectoryContaining("glob:**candidate.json");
    }

    @Test
    void a_full_disk_under_fios_reports_is_told_and_leaves_no_verdict() throws Exception {
        Path full = folder.resolve("boot-1/pair-01-1-cell-2-reference.json");
        guests = new FakeGuests((plan, place, say) -> {
            Files.createSymbolicLink(full, Path.of("/dev/full"));
            return measuring(1).play(plan, place, say);
        });
        assertThatExceptionOfType(IOException.class).isThrownBy(this::execute).withMessageContainingAll(
                "no verdict: fio's report cannot be kept", "No space left on device", full.toString());
        Files.delete(full);
        assertThat(folder.resolve("run.json")).doesNotExist();
    }

    @Test
    void pairs_under_bad_conditions_leave_no_verdict_and_are_told() throws Exception {
        String problem = "the machine's clock was set while fio ran: jump=60.000 s, elapsed=1.000 s";
        RunDocument run = run((plan, place, say) -> {
            say.event(STARTED);
            say.event(new BootEvent.PairEnd(1, 1, true, problem));
            say.event(new BootEvent.Finished(List.of("pair 1, attempt 1: " + problem)));
            return 0;
        });
        assertThat(run.verdict()).isEqualTo("NONE");
        assertThat(String.join("\n", run.notes())).contains("no verdict: too many pairs under bad conditions", problem);
        assertThat(progress).contains("  pair 1 is void: " + problem);
        assertThat(guests.opened).hasSize(1);
    }

    @Test
    void a_measuring_program_that_fails_is_told_with_what_it_said() {
        guests = new FakeGuests((plan, place, say) -> {
            say.error("fio cannot be started, so nothing can be measured");
            return 1;
        });
        assertThatExceptionOfType(MachineFault.class).isThrownBy(this::execute).withMessageContainingAll("status=1", "boot=1",
                "fio cannot be started");
        assertThat(folder.resolve("run.json")).doesNotExist();
    }

    @Test
    void a_measuring_program_that_ends_too_early_leaves_no_verdict() throws Exception {
        RunDocument run = run((plan, place, say) -> {
            say.event(STARTED);
            return 0;
        });
        assertThat(run.verdict()).isEqualTo("NONE");
        assertThat(run.notes()).contains("no verdict: the guest's program ended early, see its output");
    }

    private RunDocument run(FakeGuests.Script script) throws Exception {
        guests = new FakeGuests(script);
        return execute();
    }

    private RunDocument execute() throws Exception {
        Side side = new Side("build", NullBlk.class.getName(), ClassPlaces.ofDriver(NullBlk.class.getName()), "", "");
        PerfPlan plan = new PerfPlan("test", Kind.BUILDS, side, side, new DeviceConfiguration(1, 64, ByteSize.mib(256), 512), List
                .of(new BootPlan.WorkloadPlan("cell", "randread", "4k", Map.of(), List.of(Metric.IOPS))),
                "", Weight.BLOCKING, OptionalDouble.empty(), GateRules.STANDARD.withBoots(3), 2, 2, Duration.ofMillis(100),
                Duration.ofMillis(400), 0.02, 1);
        return new PerfRun(guests, folder, new RunArchive(folder.resolve("archive")), progress::add).execute(plan);
    }

    private static FakeGuests.Script measuring(double ratio) {
        return (plan, place, say) -> {
            say.event(STARTED);
            return measure(plan, say, ratio);
        };
    }

    /** Figures that scatter by 1 per mil. */
    private static int measure(BootPlan plan, FakeGuests.Say say, double ratio) throws IOException {
        for (int pair = 1; pair <= plan.pairs(); pair++) {
            boolean first = (pair + plan.boot()) % 2 == 0;
            for (int position = 1; position <= 4; position++) {
                boolean outer = position == 1 || position == 4;
                boolean candidate = outer ? first : !first;
                double value = USUAL * (candidate ? ratio : 1) * (1 + 0.001 * (pair + position % 3));
                say.event(new BootEvent.Window(pair, 1, "cell", candidate, position, Map.of("IOPS", value), Map.of("50.0",
                        100_000L), 4000, 50, 0, json(value)));
            }
            say.event(new BootEvent.PairEnd(pair, 1, first, ""));
        }
        say.event(new BootEvent.Finished(List.of()));
        return 0;
    }

    private static String json(double iops) { return "{\"jobs\": [{\"read\": {\"iops\": " + iops + "}}]}"; }
}
