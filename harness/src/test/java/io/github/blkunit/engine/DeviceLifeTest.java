package io.github.blkunit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.testkit.engine.EngineExecutionResults;

@Timeout(30)
class DeviceLifeTest {
    private final FakeMachines machines = FakeMachines.immortal();

    @Test
    void theDeviceIsThereForTheConstructorOfAPerClassInstanceAndUntilAfterAll() {
        EngineExecutionResults results = Runs.of(machines, Cases.PerClass.class);
        assertThat(Runs.ends(results)).containsExactly("runs() SUCCESSFUL", "Cases$PerClass SUCCESSFUL");
        assertThat(FakeDriver.UP).hasValue(0);
    }

    @Test
    void aDriverThatDoesNotComeUpFailsTheClassInItsOwnWords() {
        EngineExecutionResults results = Runs.of(machines, Cases.NoDevice.class);
        assertThat(Runs.ends(results)).containsExactly("Cases$NoDevice FAILED");
        assertThat(Runs.failure(results, "Cases$NoDevice")).hasMessageContaining("DriverException: ublk_drv is not there");
    }

    @Test
    void aDriverThatLeavesSomethingBehindFailsTheClassAndNotItsTests() {
        EngineExecutionResults results = Runs.of(machines, Cases.LeavesDevice.class);
        assertThat(Runs.ends(results)).containsExactly("passes() SUCCESSFUL", "Cases$LeavesDevice FAILED");
        assertThat(Runs.failure(results, "Cases$LeavesDevice")).hasMessageContaining("/dev/ublkb0 is still there");
    }

    @Test
    void anExceptionInBeforeAllFailsTheClass() {
        EngineExecutionResults results = Runs.of(machines, Cases.FailsBeforeAll.class);
        assertThat(Runs.ends(results)).containsExactly("Cases$FailsBeforeAll FAILED");
        assertThat(Runs.failure(results, "Cases$FailsBeforeAll")).hasMessageContaining("set-up");
    }

    @Test
    void classesShareOneMachineAndEachGetsItsOwnDevice() {
        EngineExecutionResults results = Runs.of(machines, Cases.Meta.class, Cases.Inherits.class, Cases.Overrides.class);
        assertThat(Runs.ends(results)).filteredOn(end -> end.startsWith("runs()")).hasSize(3).allMatch(end -> end.endsWith(
                "SUCCESSFUL"));
        assertThat(machines.opened).hasSize(1);
    }

    @Test
    void aRepeatedAnnotationRunsTheClassOncePerConfiguration() {
        EngineExecutionResults results = Runs.of(machines, Cases.Twice.class);
        assertThat(Runs.ends(results)).containsExactly(
                "[1] number = 1 SUCCESSFUL", "[2] number = 2 SUCCESSFUL", "number(int) SUCCESSFUL", "runs() SUCCESSFUL",
                "Cases$Twice [fake, queues=1] SUCCESSFUL",
                "[1] number = 1 SUCCESSFUL", "[2] number = 2 SUCCESSFUL", "number(int) SUCCESSFUL", "runs() SUCCESSFUL",
                "Cases$Twice [fake, queues=4, depth=32] SUCCESSFUL");
        assertThat(FakeDriver.last.depth()).isEqualTo(32);
    }

    @Test
    void theShippedClassPathIsEnoughForAnIsolatedClassLoader() {
        EngineExecutionResults results = Runs.of(machines.isolated(), Cases.Three.class);
        assertThat(Runs.ends(results)).containsExactly("a() SUCCESSFUL", "b() SUCCESSFUL", "c() SUCCESSFUL",
                "Cases$Three SUCCESSFUL");
    }
}
