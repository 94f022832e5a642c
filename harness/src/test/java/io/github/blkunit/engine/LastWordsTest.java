package io.github.blkunit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.kernellog.KernelReport;
import io.github.blkunit.kernellog.PatternFileException;
import io.github.blkunit.kernellog.Patterns;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastWordsTest {
    private static final String WARNING = "[    3.000000] WARNING: x.c:1 at mydrv_early+0x1/0x2, CPU#0: sh/1";

    @Test
    void theReportThatKillsIsTheOneThatCounts() {
        assertThat(title(WARNING, "[    3.100000] BUG: kernel NULL pointer dereference, address: 0",
                "[    3.200000] RIP: 0010:mydrv_io+0x1/0x2",
                "[    3.300000] Kernel panic - not syncing: Fatal exception")).contains(
                        "BUG: kernel NULL pointer dereference in mydrv_io");
    }

    @Test
    void whatCameBeforeTheRunningTestIsNotItsDeath() {
        assertThat(title("[    3.000000] INFO: task sh:7 blocked for more than 6 seconds.",
                "[    4.000000] blkunit: started: X.y() (1-7)"))
                .isEmpty();
        assertThat(title("[    4.000000] blkunit: started: X.y() (1-7)",
                "[    5.000000] INFO: task sh:7 blocked for more than 6 seconds."))
                .contains("task hung");
    }

    @Test
    void aWarningKillsNobody() {
        assertThat(title(WARNING)).isEmpty();
    }

    @Test
    void theOutOfMemoryKillerExplainsAnAgentThatIsGoneAndNothingElse() throws PatternFileException {
        String killed = "[    5.000000] Out of memory: Killed process 99 (%s) total-vm:1kB, anon-rss:1kB";
        assertThat(title(killed.formatted("java"))).contains("out of memory: killed java");
        assertThat(title(killed.formatted("fio"))).isEmpty();
    }

    private static Optional<String> title(String... console) {
        try {
            return LastWords.of(List.of(console)).report(Patterns.builtIn()).map(KernelReport::title);
        } catch (PatternFileException e) {
            throw new AssertionError(e);
        }
    }
}
