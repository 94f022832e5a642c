package io.github.blkunit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;

@Timeout(60)
class DeathTest {

    @Test
    void aMachineThatDiesAtAnyPointLeavesNoNodeOpenAndEveryTestWithAnEnd() {
        FakeMachines whole = FakeMachines.immortal();
        Runs.of(whole, Cases.Three.class);
        int frames = whole.opened.getFirst().frames();
        for (int death = 4; death < frames - 1; death++) {
            FakeMachines machines = FakeMachines.dyingAfter(death);
            EngineExecutionResults results = Runs.of(machines, Cases.Three.class);
            List<String> ends = Runs.ends(results);
            assertThat(ends).as("death after %d frames", death).anyMatch(end -> end.endsWith("FAILED"));
            assertThat(results.allEvents().failed().stream().map(event -> Runs.failure(results, event.getTestDescriptor()
                    .getDisplayName())))
                    .allSatisfy(failure -> assertThat(failure).isInstanceOf(VmInfrastructureException.class)
                            .hasMessageContaining("QEMU was killed by signal 9"));
        }
    }

    @Test
    void theRunningTestFailsAndTheOthersRunInAFreshMachine() {
        FakeMachines machines = FakeMachines.dyingInMethod("b()");
        EngineExecutionResults results = Runs.of(machines, Cases.Three.class);
        assertThat(Runs.ends(results)).containsExactly("a() SUCCESSFUL", "b() FAILED", "c() SUCCESSFUL",
                "Cases$Three SUCCESSFUL");
        assertThat(machines.opened).hasSize(2);
        assertThat(Runs.failure(results, "b()")).isInstanceOf(VmInfrastructureException.class)
                .hasMessageContaining("the machine was lost: QEMU was killed by signal 9").hasMessageContaining(
                        "Linux version 7.2.12")
                .hasMessageContaining("artefacts: ");
    }

    @Test
    void aTestThatWasRunningWhenTheHostItselfFailedHasNotPassed() {
        FakeMachines machines = FakeMachines.dyingInMethod("b()").withBrokenConsole();
        EngineExecutionResults results = Runs.of(machines, Cases.Three.class);
        assertThat(Runs.ends(results)).contains("a() SUCCESSFUL", "b() FAILED", "Cases$Three FAILED");
        assertThat(Runs.failure(results, "b()")).hasMessageContaining("blkunit failed on the host").hasMessageContaining(
                "the console is gone");
    }

    @Test
    void aKernelPanicIsAFailureOfTheTestWithThePanicAsItsMessage() {
        FakeMachines machines = FakeMachines.dyingInMethod("b()").withConsole(
                "[    9.900000] Kernel panic - not syncing: Fatal exception");
        assertThat(Runs.failure(Runs.of(machines, Cases.Three.class), "b()")).isInstanceOf(GuestDiedError.class)
                .hasMessageStartingWith(
                        "Kernel panic: Fatal exception\nThe guest's kernel reported this, then the machine was lost: ");
    }

    @Test
    void machineAfterMachineDyingEndsInSkippedTests() {
        FakeMachines machines = FakeMachines.dyingAfter(7, 7, 7, 7, 7);
        EngineExecutionResults results = Runs.of(machines, Cases.Everything.class);
        assertThat(machines.opened.size()).isLessThanOrEqualTo(4);
        assertThat(Runs.ends(results)).isNotEmpty();
    }

    @Test
    void aTestThatHangsFailsWithItsStackAndTheNextOneRuns() {
        FakeMachines machines = FakeMachines.immortal();
        EngineExecutionResults results = Runs.checked(Runs.kit(machines).selectors(DiscoverySelectors.selectClass(
                Cases.Hangs.class))
                .configurationParameter("blkunit.test.timeout", "300ms").execute());
        assertThat(Runs.ends(results)).containsExactly("a_passes() SUCCESSFUL", "b_hangs(TestInfo) FAILED",
                "c_passes() SUCCESSFUL",
                "Cases$Hangs SUCCESSFUL");
        assertThat(Runs.failure(results, "b_hangs(TestInfo)")).isInstanceOf(GuestDiedError.class)
                .hasMessageStartingWith("did not end within 300 ms (blkunit.test.timeout)");
        assertThat(results.allEvents().list()).anySatisfy(event -> assertThat(event.toString()).contains(
                "b_hangs/thread-dump.txt"));
    }

    @Test
    void aSetUpThatHangsFailsTheClass() {
        EngineExecutionResults results = Runs.checked(Runs.kit(FakeMachines.immortal())
                .selectors(DiscoverySelectors.selectClass(Cases.HangsBeforeAll.class)).configurationParameter(
                        "blkunit.test.timeout", "300ms")
                .execute());
        assertThat(Runs.ends(results)).containsExactly("Cases$HangsBeforeAll FAILED");
        assertThat(Runs.failure(results, "Cases$HangsBeforeAll")).hasMessageStartingWith("did not go on");
    }

    @Test
    void cancellingEndsATestThatDoesNotEndByItself() {
        CancellationToken token = CancellationToken.create();
        Thread.ofPlatform().daemon().start(() -> {
            FakeDriver.awaitUp(Duration.ofSeconds(20));
            token.cancel();
        });
        EngineExecutionResults results = Runs.checked(Runs.kit(FakeMachines.immortal()).cancellationToken(token)
                .selectors(DiscoverySelectors.selectClass(Cases.HangsBeforeAll.class), DiscoverySelectors.selectClass(
                        Cases.Three.class))
                .configurationParameter("blkunit.cancel.grace", "200ms").execute());
        assertThat(Runs.ends(results)).last().isEqualTo("Cases$Three SKIPPED");
    }

    @Test
    void anAgentThatDoesNotAnswerIsAnErrorOfTheMachineryNamedOnce() {
        EngineExecutionResults results = Runs.of(FakeMachines.dyingAfter(0, 0), Cases.Three.class, Cases.Meta.class);
        assertThat(Runs.ends(results)).containsExactly("Cases$Three FAILED", "Cases$Meta FAILED");
        assertThat(Runs.failure(results, "Cases$Three")).isInstanceOf(VmInfrastructureException.class)
                .hasMessageContaining("the guest's agent did not start");
        assertThat(Runs.failure(results, "Cases$Meta")).hasMessageStartingWith("no machine, as before: ");
    }
}
