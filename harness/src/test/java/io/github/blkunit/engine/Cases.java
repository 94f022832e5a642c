package io.github.blkunit.engine;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.Device;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test classes as users write them; nested, so that the build does not run them. */
@SuppressWarnings("JUnit4TestNotRun")
class Cases {

    @BlockDevice(queues = 2, driver = FakeDriver.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Everything {
        @Test
        void a_passes(Device device) {
            assertEquals("/dev/null", device.path().toString());
        }

        @Test
        void b_fails() {
            assertEquals(1, 2, "one is not two");
        }

        @Test
        void c_throws() {
            throw new IllegalStateException("outer", new java.io.IOException("inner"));
        }

        @Test
        void d_aborts() {
            Assumptions.assumeTrue(false, "not today");
        }

        @Test @Disabled("by hand")
        void e_isDisabled() {}

        @ParameterizedTest @ValueSource(ints = {1, 2, 3})
        void f_parameterized(int number) {
            if (number == 2) fail("two");
        }

        @TestFactory
        List<DynamicNode> g_dynamic() {
            return List.of(dynamicTest("one", () -> {}), dynamicContainer("inner", List.of(dynamicTest("two", () -> fail(
                    "deep")))));
        }

        @Test
        void h_failsTwice() {
            assertAll("both", () -> fail("first"), () -> fail("second"));
        }

        @Test @Tag("chatty")
        void i_prints(TestReporter reporter) {
            System.out.println("to stdout");
            System.err.println("to stderr");
            reporter.publishEntry("key", "value");
            reporter.publishFile("result.json", MediaType.APPLICATION_JSON, file -> Files.writeString(file, "{}"));
        }

        @Nested
        class Inner {
            @Test
            void j_nested() {}
        }
    }

    @BlockDevice(driver = FakeDriver.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Three {
        @Test
        void a() {}

        @Test
        void b() {}

        @Test
        void c() {}
    }

    @BlockDevice(driver = FakeDriver.class)
    @BlockDevice(driver = FakeDriver.class, queues = 4, depth = 32)
    static class Twice {
        @Test
        void runs() {}

        @ParameterizedTest @ValueSource(ints = {1, 2})
        void number(int number) {}
    }

    @Retention(RetentionPolicy.RUNTIME)
    @BlockDevice(driver = FakeDriver.class, queues = 3)
    @interface ThreeQueues {}

    @ThreeQueues
    static class Meta {
        @Test
        void runs() {
            assertEquals(3, FakeDriver.last.queues());
        }
    }

    static class Inherits extends Meta {}

    @BlockDevice(driver = FakeDriver.class)
    static class Overrides extends Meta {
        @Override @Test
        void runs() {
            assertEquals(1, FakeDriver.last.queues());
        }
    }

    @BlockDevice(driver = FakeDriver.class)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClass {
        private final Device device;

        PerClass(Device device) { this.device = device; }

        @BeforeAll
        void isUp(Device same) {
            assertEquals(device.path(), same.path());
            assertEquals(1, FakeDriver.UP.get());
        }

        @Test
        void runs() {}

        @AfterAll
        void isStillUp() {
            assertEquals(1, FakeDriver.UP.get());
        }
    }

    @BlockDevice(driver = FakeDriver.class)
    static class FailsBeforeAll {
        @BeforeAll
        static void fails() {
            throw new IllegalStateException("set-up");
        }

        @Test
        void never() {}
    }

    @BlockDevice(driver = FakeDriver.Broken.class)
    static class NoDevice {
        @Test
        void never() {}
    }

    @BlockDevice(driver = FakeDriver.Sticky.class)
    static class LeavesDevice {
        @Test
        void passes() {}
    }

    @BlockDevice(driver = FakeDriver.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Hangs {
        @Test
        void a_passes() {}

        @Test
        void b_hangs(TestInfo info) throws InterruptedException {
            new CountDownLatch(1).await();
        }

        @Test
        void c_passes() {}
    }

    @BlockDevice(driver = FakeDriver.class)
    static class HangsBeforeAll {
        @BeforeAll
        static void hangs() throws InterruptedException {
            new CountDownLatch(1).await();
        }

        @Test
        void never() {}
    }

    @BlockDevice(driver = FakeDriver.class)
    static class Many {
        @ParameterizedTest @ValueSource(strings = {"a", "b", "c", "d"})
        void f(String text) {}

        @Test
        void g() {}

        @Nested
        class Inner {
            @Test
            void h() {}
        }
    }

    static class Plain {
        @Test
        void runsOnTheHost() {}
    }

    abstract static class AbstractDriver extends FakeDriver {}

    static class NotPublicDriver extends FakeDriver {}

    @BlockDevice(queues = 0, driver = FakeDriver.class)
    static class NoQueues {
        @Test
        void never() {}
    }

    @BlockDevice(queues = -1, driver = FakeDriver.class)
    static class NegativeQueues {
        @Test
        void never() {}
    }

    @BlockDevice(queues = 5000, depth = 0, size = "5000", logicalBlockSize = 512, driver = FakeDriver.class)
    static class ManyMistakes {
        @Test
        void never() {}
    }

    @BlockDevice(logicalBlockSize = 513, driver = AbstractDriver.class)
    static class OddBlocks {
        @Test
        void never() {}
    }

    @BlockDevice(driver = NotPublicDriver.class, size = "big")
    static class HiddenDriver {
        @Test
        void never() {}
    }
}
