package io.github.blkunit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Event;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

@Timeout(60)
class KernelLogTest {

    @Test
    void whatTheKernelComplainsOfFailsTheTestThatRanAndNoOther() {
        EngineExecutionResults results = Runs.of(FakeMachines.immortal().withKernel(), KernelCases.Speaking.class);
        assertThat(Runs.ends(results)).containsExactly("a_isQuiet() SUCCESSFUL", "b_passesButTheKernelWarns() FAILED",
                "c_failsAndTheKernelWarns() FAILED", "d_abortsAndTheKernelWarns() FAILED", "e_hasAnIoError() SUCCESSFUL",
                "f_endsBeforeTheReportIsWhole() FAILED", "g_isQuietAgain() SUCCESSFUL", "one SUCCESSFUL", "two FAILED",
                "h_dynamic() SUCCESSFUL", "KernelCases$Speaking SUCCESSFUL");
        assertThat(Runs.failure(results, "b_passesButTheKernelWarns()")).isInstanceOf(KernelComplaintError.class)
                .hasMessageStartingWith("WARNING in mydrv_work\ntask: sh\n").hasMessageContaining("cut here").hasNoCause();
        assertThat(Runs.failure(results, "c_failsAndTheKernelWarns()")).isInstanceOf(KernelComplaintError.class)
                .hasCauseInstanceOf(AssertionFailedError.class);
        assertThat(Runs.failure(results, "d_abortsAndTheKernelWarns()")).hasCauseInstanceOf(TestAbortedException.class);
        assertThat(Runs.failure(results, "f_endsBeforeTheReportIsWhole()")).hasMessageContaining("end trace");
        assertThat(files(results, "b_passesButTheKernelWarns()")).contains("kernel.log", "kernel-report.txt");
        assertThat(files(results, "a_isQuiet()")).isEmpty();
    }

    @Test
    void whatTheBlockLayerComplainsOfIsReportedWithTheTest() {
        EngineExecutionResults results = Runs.of(FakeMachines.immortal().withKernel(), KernelCases.Speaking.class);
        assertThat(entries(results, "e_hasAnIoError()")).contains("blkunit.kernel=I/O error, dev fake0 (2 times)");
    }

    @Test
    void whatComesInTheSetUpFailsTheClassAndTheTestsRunNevertheless() {
        EngineExecutionResults results = Runs.of(FakeMachines.immortal().withKernel(), KernelCases.WarnsBeforeAll.class);
        assertThat(Runs.ends(results)).containsExactly("passes() SUCCESSFUL", "KernelCases$WarnsBeforeAll FAILED");
        assertThat(Runs.failure(results, "KernelCases$WarnsBeforeAll")).hasMessageStartingWith("WARNING in mydrv_work\n");
    }

    @Test
    void whatIsExpectedFailsOnlyIfItDoesNotCome() {
        EngineExecutionResults results = Runs.of(FakeMachines.immortal().withKernel(), KernelCases.Expecting.class);
        assertThat(Runs.ends(results)).containsExactly("a_itComes() SUCCESSFUL", "b_itDoesNotCome() FAILED",
                "c_aWarningThatIsExpected() SUCCESSFUL", "d_aWarningThatIsAllowed() SUCCESSFUL",
                "e_anAllowedOneNeedNotCome() SUCCESSFUL",
                "f_anotherOneThanExpected() FAILED", "KernelCases$Expecting SUCCESSFUL");
        assertThat(Runs.failure(results, "b_itDoesNotCome()")).isInstanceOf(KernelComplaintError.class).hasMessageStartingWith(
                "the kernel did not say: I/O error, dev fake\\d\n").hasMessageContaining("mydrv: something else");
        assertThat(Runs.failure(results, "f_anotherOneThanExpected()")).hasMessageStartingWith("WARNING in mydrv_work\n");
        assertThat(entries(results, "c_aWarningThatIsExpected()")).contains("blkunit.kernel.expected=WARNING in mydrv_work");
    }

    @Test
    void whatAClassExpectsMustComeOnceInIt() {
        assertThat(Runs.ends(Runs.of(FakeMachines.immortal().withKernel(), KernelCases.ExpectingInAnyTest.class)))
                .containsExactly(
                        "a_says() SUCCESSFUL", "b_saysNothing() SUCCESSFUL", "KernelCases$ExpectingInAnyTest SUCCESSFUL");
        assertThat(Runs.ends(Runs.of(FakeMachines.immortal().withKernel(), KernelCases.ExpectingInVain.class))).containsExactly(
                "saysNothing() SUCCESSFUL", "KernelCases$ExpectingInVain FAILED");
    }

    @Test
    void aKernelThatIsDeadOrStuckFailsItsTestInBoundedTimeAndTheRestRunsElsewhere() {
        FakeMachines machines = FakeMachines.immortal().withKernel();
        EngineExecutionResults results = Runs.checked(Runs.kit(machines).selectors(DiscoverySelectors.selectClass(
                KernelCases.Dying.class)).configurationParameter("blkunit.stuck.grace", "200ms").execute());
        assertThat(Runs.ends(results)).containsExactly("a_passes() SUCCESSFUL", "b_hangsAndTheKernelSaysSo() FAILED",
                "c_theKernelOopses() FAILED", "d_passes() SUCCESSFUL", "KernelCases$Dying SUCCESSFUL");
        assertThat(Runs.failure(results, "b_hangsAndTheKernelSaysSo()")).isInstanceOf(GuestDiedError.class)
                .hasMessageStartingWith(
                        "task hung in mydrv_wait\n").hasMessageContaining(
                                "did not end within the next 200 ms (blkunit.stuck.grace)");
        assertThat(Runs.failure(results, "c_theKernelOopses()")).isInstanceOf(GuestDiedError.class).hasMessageStartingWith(
                "BUG: kernel NULL pointer dereference in mydrv_io\n");
        assertThat(machines.opened).hasSize(3);
    }

    @Test
    void aPatternFileThatCannotBeReadFailsTheRun(@TempDir Path folder) throws Exception {
        for (Path file : List.of(folder.resolve("none"), Files.createFile(folder.resolve("empty")))) {
            EngineExecutionResults results = Runs.kit(FakeMachines.immortal()).selectors(DiscoverySelectors.selectClass(
                    Cases.Three.class))
                    .configurationParameter("blkunit.kernel.patterns", file.toString()).execute();
            assertThat(results.allEvents().failed().count()).isEqualTo(1);
            assertThat(results.testEvents().started().count()).isZero();
            assertThat(Runs.failure(results, "blkunit")).hasMessageContaining("pattern file").hasMessageContaining(file
                    .toString());
        }
    }

    @Test
    void whatAPatternFileIgnoresFailsNothing(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("p"), """
                format: 1
                [ignore known]
                match: ^WARNING in mydrv_work$
                reason: a test
                link: https://example.org
                expires: never
                """);
        EngineExecutionResults results = Runs.checked(Runs.kit(FakeMachines.immortal().withKernel()).selectors(DiscoverySelectors
                .selectClass(KernelCases.WarnsBeforeAll.class)).configurationParameter("blkunit.kernel.patterns", file.toString())
                .execute());
        assertThat(Runs.ends(results)).containsExactly("passes() SUCCESSFUL", "KernelCases$WarnsBeforeAll SUCCESSFUL");
        assertThat(entries(results, "KernelCases$WarnsBeforeAll")).contains("blkunit.kernel.ignored=WARNING in mydrv_work");
    }

    private static List<String> files(EngineExecutionResults results, String name) {
        return payloads(results, name, FileEntry.class).stream().map(file -> String.valueOf(file.getPath().getFileName()))
                .toList();
    }

    private static List<String> entries(EngineExecutionResults results, String name) {
        return payloads(results, name, ReportEntry.class).stream().flatMap(entry -> entry.getKeyValuePairs().entrySet().stream())
                .map(
                        entry -> entry.getKey() + "=" + entry.getValue()).toList();
    }

    private static <T> List<T> payloads(EngineExecutionResults results, String name, Class<T> type) {
        return results.allEvents().list().stream().filter(event -> event.getTestDescriptor().getDisplayName().equals(name)).map(
                Event::getPayload).flatMap(payload -> payload.stream()).filter(type::isInstance).map(type::cast).toList();
    }
}
