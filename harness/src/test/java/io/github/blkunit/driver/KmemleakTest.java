package io.github.blkunit.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KmemleakTest {
    private static final String REPORT = """
            unreferenced object 0xffff888012345678 (size 96):
              comm "java", pid 301, jiffies 4294906292
              backtrace (crc 0):
                queue_rq+0x33/0x60 [exampleblk]
            """;

    /** Reports by the number of scans, as the kernel does: the first scan never finds anything new. */
    private static final class Kernel implements Kmemleak.Detector {
        final List<String> told = new ArrayList<>();
        private final List<String> reports;
        private int scans;

        Kernel(String... reports) { this.reports = List.of(reports); }

        @Override
        public void tell(String command) {
            told.add(command);
            if (command.equals("scan")) scans++;
        }

        @Override
        public String reports() {
            return reports.get(scans - 1);
        }

        @Override
        public String toString() { return "/sys/kernel/debug/kmemleak"; }
    }

    private static Kmemleak memoryOf(Kernel kernel) throws DriverException {
        return Kmemleak.fromNow(kernel, Duration.ZERO).orElseThrow();
    }

    @Test
    void begins_by_forgetting_and_scans_only_when_asked() throws DriverException {
        Kernel kernel = new Kernel();
        memoryOf(kernel);
        assertThat(kernel.told).containsExactly("scan=off", "clear");
    }

    @Test
    void says_nothing_without_reports() throws DriverException {
        Kmemleak memory = memoryOf(new Kernel("", "", ""));
        assertThatCode(memory::requireNone).doesNotThrowAnyException();
    }

    @Test
    void fails_with_the_kernels_reports_which_come_after_the_first_scan() throws DriverException {
        Kmemleak memory = memoryOf(new Kernel("", REPORT + REPORT, REPORT + REPORT));
        assertThatThrownBy(memory::requireNone).isInstanceOf(DriverException.class).hasMessageContainingAll("objects=2",
                "queue_rq+0x33/0x60 [exampleblk]", "/sys/kernel/debug/kmemleak");
    }

    @Test
    void what_was_only_in_a_register_is_not_lost() throws DriverException {
        Kmemleak memory = memoryOf(new Kernel("", REPORT, ""));
        assertThatCode(memory::requireNone).doesNotThrowAnyException();
    }
}
