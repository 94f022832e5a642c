package io.github.blkunit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.MachinePerTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** A machine for each test. */
@Timeout(60)
class MachinePerTestTest {

    @MachinePerTest
    @BlockDevice(driver = FakeDriver.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Three {
        @Test
        void a() {}

        @Test
        void b() {
            Assertions.fail("planted");
        }

        @Nested
        class Inner {
            @Test
            void c() {}
        }
    }

    @MachinePerTest
    @BlockDevice(driver = FakeDriver.class)
    static class NoSetUp {
        @BeforeAll
        static void setUp() {
            Assertions.fail("planted");
        }

        @Test
        void a() {}

        @Test
        void b() {}
    }

    @MachinePerTest
    @BlockDevice(driver = FakeDriver.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class BadEnd {
        @Test
        void a() {}

        @Test
        void b() {}

        @AfterAll
        static void tearDown() {
            Assertions.fail("planted");
        }
    }

    @MachinePerTest
    @BlockDevice(driver = FakeDriver.class)
    static class NotToday {
        @BeforeAll
        static void setUp() {
            Assumptions.abort("planted");
        }

        @Test
        void a() {}

        @Test
        void b() {}
    }

    @Test
    void eachTestRunsInAMachineOfItsOwnAndTheClassEndsOnce() {
        FakeMachines machines = FakeMachines.immortal();
        assertThat(Runs.ends(Runs.of(machines, Three.class))).containsExactly("a() SUCCESSFUL", "b() FAILED", "c() SUCCESSFUL",
                "Inner SUCCESSFUL", "MachinePerTestTest$Three SUCCESSFUL");
        assertThat(machines.opened).hasSize(3).allSatisfy(machine -> assertThat(machine.end).isDone());
    }

    @Test
    void aDeadMachineCostsOneTest() {
        FakeMachines machines = FakeMachines.dyingInMethod("a()");
        assertThat(Runs.ends(Runs.of(machines, Three.class))).startsWith("a() FAILED", "b() FAILED", "c() SUCCESSFUL");
        assertThat(machines.opened).hasSize(3);
    }

    @Test
    void aSetUpThatFailsOrAbortsIsNotTriedAgainForEachTest() {
        FakeMachines machines = FakeMachines.immortal();
        assertThat(Runs.ends(Runs.of(machines, NoSetUp.class))).containsExactly("MachinePerTestTest$NoSetUp FAILED");
        assertThat(Runs.ends(Runs.of(machines, NotToday.class))).containsExactly("MachinePerTestTest$NotToday ABORTED");
        assertThat(machines.opened).hasSize(2);
    }

    @Test
    void aTearDownThatFailsInOneMachineFailsTheClassAfterAllTests() {
        assertThat(Runs.ends(Runs.of(FakeMachines.immortal(), BadEnd.class))).containsExactly("a() SUCCESSFUL",
                "b() SUCCESSFUL", "MachinePerTestTest$BadEnd FAILED");
    }
}
