package io.github.blkunit.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KmemleakTest {
    /** Longer than the words that are written over its beginning. */
    private static final String TAKES_WORDS = "                \n";
    private static final String REPORT = """
            unreferenced object 0xffff888012345678 (size 96):
              comm "java", pid 301, jiffies 4294906292
              backtrace (crc 0):
                queue_rq+0x33/0x60 [exampleblk]
            """;

    @TempDir
    Path folder;

    private Kmemleak withReports(String reports) throws IOException, DriverException {
        Path file = Files.writeString(folder.resolve("kmemleak"), TAKES_WORDS + reports);
        return Kmemleak.fromNow(file, Duration.ZERO).orElseThrow();
    }

    @Test
    void is_empty_without_the_file() throws DriverException {
        assertThat(Kmemleak.fromNow(folder.resolve("none"), Duration.ZERO)).isEmpty();
    }

    @Test
    void says_nothing_without_reports() throws IOException, DriverException {
        Kmemleak memory = withReports("");
        assertThatCode(memory::requireNone).doesNotThrowAnyException();
    }

    @Test
    void fails_with_the_kernels_reports() throws IOException, DriverException {
        Kmemleak memory = withReports(REPORT + REPORT);
        assertThatThrownBy(memory::requireNone).isInstanceOf(DriverException.class).hasMessageContainingAll("objects=2",
                "queue_rq+0x33/0x60 [exampleblk]", folder.toString());
    }
}
