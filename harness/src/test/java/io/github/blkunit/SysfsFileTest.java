package io.github.blkunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.blkunit.ublk.sys.Errno;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SysfsFileTest {
    @TempDir
    Path folder = Path.of("");

    /** As files of debugfs and some devices are. */
    @Test
    void aFileThatCannotSeekTakesAValue() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        FutureTask<String> reader = new FutureTask<>(() -> Files.readString(pipe));
        Thread.ofPlatform().daemon().start(reader);
        SysfsFile.write(pipe, "100");
        assertThat(reader.get()).isEqualTo("100");
    }

    @Test
    void aFileThatIsNotThereIsNotMade() {
        Path missing = folder.resolve("missing");
        assertThatExceptionOfType(ErrnoException.class).isThrownBy(() -> SysfsFile.write(missing, "1")).satisfies(
                failure -> assertThat(failure.errno()).isEqualTo(Errno.ENOENT)).withMessageContaining(missing.toString());
        assertThat(missing).doesNotExist();
    }
}
