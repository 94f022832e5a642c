package io.github.blkunit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.MultipleFailuresError;
import org.opentest4j.TestAbortedException;

/** One run of one class that has everything. */
@Timeout(30)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MirroredEventsTest {
    private final FakeMachines machines = FakeMachines.immortal();
    private EngineExecutionResults results;

    @BeforeAll
    void run() {
        results = Runs.of(machines, Cases.Everything.class);
    }

    @Test
    void everyKindOfTestEndsHereAsItEndedInTheGuest() {
        assertThat(Runs.ends(results)).containsExactly(
                "a_passes(Device) SUCCESSFUL", "b_fails() FAILED", "c_throws() FAILED", "d_aborts() ABORTED",
                "e_isDisabled() SKIPPED",
                "[1] number = 1 SUCCESSFUL", "[2] number = 2 FAILED", "[3] number = 3 SUCCESSFUL",
                "f_parameterized(int) SUCCESSFUL",
                "one SUCCESSFUL", "two FAILED", "inner SUCCESSFUL", "g_dynamic() SUCCESSFUL", "h_failsTwice() FAILED",
                "i_prints(TestReporter) SUCCESSFUL", "j_nested() SUCCESSFUL", "Inner SUCCESSFUL", "Cases$Everything SUCCESSFUL");
    }

    @Test
    void expectedAndActualSurviveAndSoDoTheGuestsFrames() {
        AssertionFailedError error = (AssertionFailedError) Runs.failure(results, "b_fails()");
        assertThat(error).hasMessageContaining("one is not two");
        assertThat(error.getExpected().getStringRepresentation()).isEqualTo("1");
        assertThat(error.getActual().getStringRepresentation()).isEqualTo("2");
        assertThat(error.getStackTrace()).anySatisfy(frame -> assertThat(frame.toString()).contains(
                "Cases$Everything.b_fails(Cases.java:"));
    }

    @Test
    void otherExceptionsComeWithTypeTextAndCause() {
        RemoteTestException error = (RemoteTestException) Runs.failure(results, "c_throws()");
        assertThat(error.originalType()).isEqualTo("java.lang.IllegalStateException");
        assertThat(error).hasMessage("java.lang.IllegalStateException: outer").cause().hasMessage("java.io.IOException: inner");
    }

    @Test
    void assumptionsStayAssumptionsAndSeveralFailuresStaySeveral() {
        assertThat(Runs.failure(results, "d_aborts()")).isExactlyInstanceOf(TestAbortedException.class)
                .hasMessageContaining("not today");
        MultipleFailuresError both = (MultipleFailuresError) Runs.failure(results, "h_failsTwice()");
        assertThat(both).hasMessageContaining("both (2 failures)");
        assertThat(both.getFailures()).hasSize(2).allSatisfy(part -> assertThat(part).isInstanceOf(AssertionFailedError.class));
    }

    @Test
    void outputEntriesAndFilesBelongToTheirTest() throws Exception {
        List<Event> events = results.allEvents().list().stream()
                .filter(event -> event.getTestDescriptor().getDisplayName().startsWith("i_prints")).toList();
        assertThat(events.stream().filter(event -> event.getType() == EventType.REPORTING_ENTRY_PUBLISHED)
                .map(event -> event.getRequiredPayload(ReportEntry.class).getKeyValuePairs().toString()))
                .containsExactlyInAnyOrder("{key=value}", "{stdout=to stdout\n, stderr=to stderr\n}");
        FileEntry file = events.stream().filter(event -> event.getType() == EventType.FILE_ENTRY_PUBLISHED).findFirst()
                .orElseThrow()
                .getRequiredPayload(FileEntry.class);
        assertThat(file.getPath().toString())
                .endsWith("target/fake-artefacts/io.github.blkunit.engine.Cases$Everything/i_prints/result.json");
        assertThat(Files.readString(file.getPath())).isEqualTo("{}");
        assertThat(file.getMediaType()).contains("application/json");
    }

    @Test
    void oneMachineServedItAndTheDriverIsDownAgain() {
        assertThat(machines.opened).hasSize(1);
        assertThat(FakeDriver.UP).hasValue(0);
    }
}
