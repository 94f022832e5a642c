package io.github.blkunit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.MachinePerTest;
import io.github.blkunit.extension.Turn;
import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.RunningDriver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;

/** A class whose device comes up while the class before it runs. */
@Timeout(60)
class EarlyStartTest {
    private static final List<String> LIFE = new CopyOnWriteArrayList<>();
    private static FakeMachines machines = FakeMachines.immortal();
    private static CountDownLatch bothUp = new CountDownLatch(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Other tests may have left some that never end. */
    private List<Thread> runsOfOthers = List.of();

    /** Two devices are awaited. */
    public static final class Counted extends FakeDriver {
        @Override
        public RunningDriver up(DeviceConfiguration configuration) throws DriverException {
            RunningDriver up = super.up(configuration);
            bothUp.countDown();
            return up;
        }
    }

    @BlockDevice(driver = Counted.class)
    static class First {
        @Test
        void waitsForTheOther() throws InterruptedException {
            bothUp.await();
            LIFE.add("both devices are up");
        }
    }

    @BlockDevice(driver = Counted.class)
    static class Second {
        @BeforeAll
        static void begins() {
            LIFE.add("second begins");
        }

        @Test
        void runs() {}
    }

    @BlockDevice(driver = Counted.class)
    static class Alone {
        @Test
        void runs() {}

        @AfterAll
        static void ends() {
            LIFE.add("machines: " + machines.opened.size());
        }
    }

    @Isolated
    @BlockDevice(driver = Counted.class)
    static class Measuring extends Alone {}

    @BlockDevice(driver = Counted.class)
    static class Killing {
        @Test
        void killsTheOther() throws Exception {
            bothUp.await();
            machines.opened.getLast().die("QEMU was killed by signal 9");
        }
    }

    @MachinePerTest
    @BlockDevice(driver = Counted.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Each {
        @BeforeAll
        static void begins() {
            LIFE.add("set up");
        }

        @Test
        void a() throws InterruptedException {
            bothUp.await();
            LIFE.add("both devices are up");
        }

        @Test
        void b() {}
    }

    @MachinePerTest
    @BlockDevice(driver = Counted.class)
    static class BadSetUp {
        @BeforeAll
        static void begins() throws InterruptedException {
            bothUp.await();
            Assertions.fail("planted");
        }

        @Test
        void a() {}

        @Test
        void b() {}
    }

    private static List<Thread> runs() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("blkunit-run")).toList();
    }

    @BeforeEach
    void fresh() {
        runsOfOthers = runs();
        LIFE.clear();
        bothUp = new CountDownLatch(2);
        Turn.come(0); // of no run
        machines = FakeMachines.immortal().withTemplates(FakeTemplates.working());
    }

    /** A fake guest is a thread of this JVM, and waits on when its machine is dead. */
    @AfterEach
    void noneIsLeftWaiting() throws InterruptedException {
        Turn.come(2);
        for (Thread run : runs()) {
            if (!runsOfOthers.contains(run)) run.join(PATIENCE);
        }
    }

    @Test
    void theNextDeviceIsUpWhileAClassRunsAndNoneOfTheUsersCodeHasRun() {
        assertThat(ends("true", First.class, Second.class)).contains("waitsForTheOther() SUCCESSFUL", "runs() SUCCESSFUL");
        assertThat(LIFE).containsExactly("both devices are up", "second begins");
    }

    @Test
    void theNextTestsDeviceIsUpWhileATestRunsWhereEachHasItsMachine() {
        assertThat(ends("true", Each.class)).contains("a() SUCCESSFUL", "b() SUCCESSFUL");
        assertThat(LIFE).containsExactly("set up", "both devices are up", "set up");
        assertThat(machines.opened).as("the template's and one for each test").hasSize(3);
    }

    @Test
    void aMachineThatWasMadeForATestThatIsNotRunEndsAndTheNextClassHasItsOwn() {
        assertThat(ends("true", BadSetUp.class, Alone.class, Second.class)).containsExactly("EarlyStartTest$BadSetUp FAILED",
                "runs() SUCCESSFUL", "EarlyStartTest$Alone SUCCESSFUL", "runs() SUCCESSFUL", "EarlyStartTest$Second SUCCESSFUL");
        assertThat(machines.opened).hasSize(5).allSatisfy(machine -> assertThat(machine.end).isDone());
    }

    @Test
    void nothingIsBegunBesideAClassThatMeasures() {
        assertThat(ends("true", Measuring.class, Second.class)).contains("runs() SUCCESSFUL");
        assertThat(LIFE).as("the template's and its own").containsExactly("machines: 2", "second begins");
    }

    @Test
    void nothingIsBegunIfTheUserDoesNotWantIt() {
        assertThat(ends("false", Alone.class, Second.class)).contains("runs() SUCCESSFUL");
        assertThat(LIFE).as("the template's and its own").containsExactly("machines: 2", "second begins");
    }

    @Test
    void aMachineThatDiesWhileItsClassWaitsFailsThatClassAndNoOther() {
        assertThat(ends("true", Killing.class, Second.class)).containsExactly("killsTheOther() SUCCESSFUL",
                "EarlyStartTest$Killing SUCCESSFUL", "EarlyStartTest$Second FAILED");
        assertThat(LIFE).isEmpty();
    }

    /** Prints nothing: a run that waits in a dead guest has this JVM's output in its hands. */
    private static List<String> ends(String early, Class<?>... types) {
        var r = Runs.checked(Runs.kit(machines).configurationParameter("blkunit.early", early)
                .selectors(DiscoverySelectors.selectClasses(types).toArray(DiscoverySelector[]::new)).execute());
        return Runs.ends(r);
    }
}
