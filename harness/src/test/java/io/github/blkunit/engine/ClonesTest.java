package io.github.blkunit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.FreshBoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;

/** Which machine a class gets. */
@Timeout(60)
class ClonesTest {

    @BlockDevice(driver = FakeDriver.class)
    static class First {
        @Test
        void runs() {}
    }

    @BlockDevice(driver = FakeDriver.class)
    static class Second {
        @Test
        void runs() {}
    }

    @FreshBoot
    @BlockDevice(driver = FakeDriver.class)
    static class Booted {
        @Test
        void runs() {}
    }

    @Test
    void everyClassRunsInACloneOfItsOwnAndTheTemplateIsMadeOnce() {
        FakeTemplates templates = FakeTemplates.working();
        FakeMachines machines = FakeMachines.immortal().withTemplates(templates);
        assertThat(Runs.ends(Runs.of(machines, First.class, Second.class))).filteredOn(end -> end.startsWith("runs()"))
                .containsExactly("runs() SUCCESSFUL", "runs() SUCCESSFUL");
        assertThat(templates.life).containsExactly("turn", "boot", "save", "turn over", "clone", "clone");
        assertThat(machines.opened).as("the template's machine and two clones").hasSize(3)
                .allSatisfy(machine -> assertThat(machine.end).as("it was closed").isDone());
    }

    @Test
    void aClassThatAsksForAFreshBootGetsOneForItself() {
        FakeTemplates templates = FakeTemplates.working();
        FakeMachines machines = FakeMachines.immortal().withTemplates(templates);
        assertThat(Runs.ends(Runs.of(machines, Booted.class))).contains("runs() SUCCESSFUL");
        assertThat(templates.life).isEmpty();
        assertThat(machines.opened).singleElement().satisfies(machine -> assertThat(machine.isClone()).isFalse());
    }

    @Test
    void aCloneThatDoesNotAnswerIsReplacedByABootedMachineAndItsTemplateRemoved() {
        FakeTemplates templates = FakeTemplates.silent();
        FakeMachines machines = FakeMachines.immortal().withTemplates(templates);
        var results = Runs.kit(machines).configurationParameter("blkunit.boot.timeout", "2s")
                .selectors(DiscoverySelectors.selectClasses(First.class, Second.class).toArray(DiscoverySelector[]::new))
                .execute();
        assertThat(Runs.ends(Runs.checked(results))).filteredOn(end -> end.startsWith("runs()")).containsExactly(
                "runs() SUCCESSFUL", "runs() SUCCESSFUL");
        assertThat(templates.life).containsExactly("turn", "boot", "save", "turn over", "clone", "remove");
    }

    /** What goes on in the template would go on in every clone. */
    @Test
    void aMachineWhoseWarmUpDoesNotEndIsNotSavedAndTheRunGoesOnInABootedOne() {
        FakeTemplates templates = FakeTemplates.working();
        FakeMachines machines = FakeMachines.immortal().firstIdle().withTemplates(templates);
        var results = Runs.kit(machines).configurationParameter("blkunit.boot.timeout", "1s")
                .selectors(DiscoverySelectors.selectClasses(First.class, Second.class).toArray(DiscoverySelector[]::new))
                .execute();
        assertThat(Runs.ends(Runs.checked(results))).filteredOn(end -> end.startsWith("runs()")).containsExactly(
                "runs() SUCCESSFUL", "runs() SUCCESSFUL");
        assertThat(templates.life).containsExactly("turn", "boot", "remove", "turn over");
        assertThat(machines.opened).hasSize(2).allSatisfy(machine -> assertThat(machine.end).isDone());
    }

    @Test
    void whoWantsBootedMachinesGetsOneForAllClasses() {
        FakeTemplates templates = FakeTemplates.working();
        FakeMachines machines = FakeMachines.immortal().withTemplates(templates);
        Runs.checked(Runs.kit(machines).configurationParameter("blkunit.machines", "boot")
                .selectors(DiscoverySelectors.selectClasses(First.class, Second.class).toArray(DiscoverySelector[]::new))
                .execute());
        assertThat(templates.life).isEmpty();
        assertThat(machines.opened).hasSize(1);
    }
}
