package io.github.blkunit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.BlockDevice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What runs beside what. */
@Timeout(60)
class ClassScheduleTest {

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

    @BlockDevice(driver = FakeDriver.class)
    @Execution(ExecutionMode.SAME_THREAD)
    static class InOrder {
        @Test
        void runs() {}
    }

    @BlockDevice(driver = FakeDriver.class)
    @Execution(ExecutionMode.SAME_THREAD)
    static class InOrderToo {
        @Test
        void runs() {}
    }

    @BlockDevice(driver = FakeDriver.class)
    @Isolated
    static class Alone {
        @Test
        void runs() {}
    }

    private final AtomicInteger running = new AtomicInteger();
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    @Test
    void classesRunAtTheSameTime() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        new ClassSchedule(new Parallelism(2, true), type -> {
            both.countDown();
            assertThat(both.await(30, TimeUnit.SECONDS)).as("the other one runs, too").isTrue();
        }).run(classes(First.class, Second.class));
        assertThat(both.getCount()).isZero();
    }

    @Test
    void anIsolatedClassRunsWithNoOtherOne() throws InterruptedException {
        run(new Parallelism(3, true), Alone.class, First.class, Second.class);
        assertThat(seen).hasSize(3).last().isEqualTo("Alone with 1");
    }

    @Test
    void classesOfTheSameThreadNeverRunBesideEachOther() throws InterruptedException {
        AtomicInteger ordered = new AtomicInteger();
        new ClassSchedule(new Parallelism(3, true), type -> {
            if (type.testClass() == First.class) return;
            assertThat(ordered.incrementAndGet()).isEqualTo(1);
            seen.add(type.testClass().getSimpleName());
            ordered.decrementAndGet();
        }).run(classes(InOrder.class, First.class, InOrderToo.class));
        assertThat(seen).containsExactly("InOrder", "InOrderToo");
    }

    @Test
    void withoutParallelismTheDeclaredOrderHolds() throws InterruptedException {
        run(new Parallelism(1, false), Alone.class, Second.class, First.class);
        assertThat(seen).containsExactly("Alone with 1", "Second with 1", "First with 1");
    }

    @Test
    void anErrorOfTheHarnessComesOutAfterTheOthersHaveEnded() {
        ClassSchedule schedule = new ClassSchedule(new Parallelism(2, true), type -> {
            if (type.testClass() == First.class) throw new IllegalStateException("planted");
        });
        assertThatThrownBy(() -> schedule.run(classes(First.class, Second.class))).hasMessage("planted");
    }

    @Test
    void anInterruptReachesTheClassesAndNothingIsStartedAfterwards() {
        CountDownLatch never = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        ClassSchedule schedule = new ClassSchedule(new Parallelism(2, true), type -> {
            seen.add(type.testClass().getSimpleName());
            if (seen.size() == 2) caller.interrupt();
            never.await();
        });
        assertThatThrownBy(() -> schedule.run(classes(First.class, Second.class, InOrder.class))).isInstanceOf(
                InterruptedException.class);
        assertThat(seen).hasSize(2);
    }

    private void run(Parallelism parallelism, Class<?>... types) throws InterruptedException {
        new ClassSchedule(parallelism, type -> {
            seen.add(type.testClass().getSimpleName() + " with " + running.incrementAndGet());
            running.decrementAndGet();
        }).run(classes(types));
    }

    private static List<DeviceClassDescriptor> classes(Class<?>... types) {
        List<DeviceClassDescriptor> found = new ArrayList<>();
        for (Class<?> type : types) {
            EngineTestKit.Builder kit = EngineTestKit.engine(new BlkunitEngine(settings -> FakeMachines.immortal())).selectors(
                    DiscoverySelectors
                            .selectClass(type));
            found.addAll(((BlkunitDescriptor) kit.discover().getEngineDescriptor()).classes());
        }
        return found;
    }
}
