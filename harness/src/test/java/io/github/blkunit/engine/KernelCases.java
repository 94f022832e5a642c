package io.github.blkunit.engine;

import static org.junit.jupiter.api.Assertions.fail;

import io.github.blkunit.AllowKernelMessage;
import io.github.blkunit.BlockDevice;
import io.github.blkunit.ExpectKernelMessage;
import io.github.blkunit.guest.FakeKernel;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;

/** Test classes during which the kernel speaks; nested, so that the build does not run them. */
@SuppressWarnings("JUnit4TestNotRun")
class KernelCases {
    private static final String[] REPORT = {"------------[ cut here ]------------",
            "WARNING: drivers/mydrv.c:10 at mydrv_work+0x9/0x10, CPU#2: sh/7",
            "CPU: 2 UID: 0 PID: 7 Comm: sh Not tainted 7.2", "RIP: 0010:mydrv_work+0x9/0x10",
            "---[ end trace 0000000000000000 ]---"};

    private KernelCases() {}

    @BlockDevice(driver = FakeDriver.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Speaking {
        @Test
        void a_isQuiet() {
            FakeKernel.says("mydrv: loaded");
        }

        @Test
        void b_passesButTheKernelWarns() {
            FakeKernel.says(REPORT);
        }

        @Test
        void c_failsAndTheKernelWarns() {
            FakeKernel.says(REPORT);
            fail("the assertion");
        }

        @Test
        void d_abortsAndTheKernelWarns() {
            FakeKernel.says(REPORT);
            Assumptions.abort("not today");
        }

        @Test
        void e_hasAnIoError() {
            FakeKernel.says("I/O error, dev fake0, sector 8 op 0x0:(READ) flags 0x0",
                    "I/O error, dev fake0, sector 16 op 0x0:(READ)");
        }

        @Test
        void f_endsBeforeTheReportIsWhole() {
            FakeKernel.says(REPORT[0], REPORT[1]);
            FakeKernel.saysAfter("ended: ", REPORT[2], REPORT[3], REPORT[4]);
        }

        @Test
        void g_isQuietAgain() {}

        @TestFactory
        List<DynamicTest> h_dynamic() {
            return List.of(DynamicTest.dynamicTest("one", () -> {}), DynamicTest.dynamicTest("two", () -> FakeKernel.says(
                    REPORT)));
        }
    }

    @BlockDevice(driver = FakeDriver.class)
    static class WarnsBeforeAll {
        @BeforeAll
        static void setUp() {
            FakeKernel.says(REPORT);
        }

        @Test
        void passes() {}
    }

    @BlockDevice(driver = FakeDriver.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Expecting {
        @Test @ExpectKernelMessage("I/O error, dev fake\\d")
        void a_itComes() {
            FakeKernel.says("I/O error, dev fake0, sector 8 op 0x0:(READ) flags 0x0");
        }

        @Test @ExpectKernelMessage("I/O error, dev fake\\d")
        void b_itDoesNotCome() {
            FakeKernel.says("mydrv: something else");
        }

        @Test @ExpectKernelMessage("^WARNING in mydrv_work$") @ExpectKernelMessage("end trace")
        void c_aWarningThatIsExpected() {
            FakeKernel.says(REPORT);
        }

        @Test @AllowKernelMessage(value = "mydrv_work", reason = "a known one")
        void d_aWarningThatIsAllowed() {
            FakeKernel.says(REPORT);
        }

        @Test @AllowKernelMessage(value = "mydrv_work", reason = "a known one")
        void e_anAllowedOneNeedNotCome() {}

        @Test @ExpectKernelMessage("something else")
        void f_anotherOneThanExpected() {
            FakeKernel.says(REPORT);
        }
    }

    @ExpectKernelMessage("mydrv_work")
    @BlockDevice(driver = FakeDriver.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class ExpectingInAnyTest {
        @Test
        void a_says() {
            FakeKernel.says(REPORT);
        }

        @Test
        void b_saysNothing() {}
    }

    @ExpectKernelMessage("mydrv_work")
    @BlockDevice(driver = FakeDriver.class)
    static class ExpectingInVain {
        @Test
        void saysNothing() {}
    }

    @BlockDevice(driver = FakeDriver.class)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class Dying {
        @Test
        void a_passes() {}

        @Test
        void b_hangsAndTheKernelSaysSo() throws InterruptedException {
            FakeKernel.says("INFO: task sh:7 blocked for more than 6 seconds.", "Call Trace:", " <TASK>", " __schedule+0x1/0x2",
                    " mydrv_wait+0x1/0x2", " </TASK>");
            new CountDownLatch(1).await();
        }

        @Test
        void c_theKernelOopses() throws InterruptedException {
            FakeKernel.says("BUG: kernel NULL pointer dereference, address: 0000000000000000", "RIP: 0010:mydrv_io+0x1/0x2",
                    "---[ end trace 0 ]---",
                    "x");
            new CountDownLatch(1).await();
        }

        @Test
        void d_passes() {}
    }
}
