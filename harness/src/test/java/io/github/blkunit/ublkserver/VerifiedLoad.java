package io.github.blkunit.ublkserver;

import static io.github.blkunit.fio.FioAssert.assertThat;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.fio.Fio;
import io.github.blkunit.fio.FioRun;
import io.github.blkunit.ublk.control.DevicePaths;
import java.nio.file.Path;
import java.time.Duration;

/** Writes at 2 MiB/s and reads all of it again, over and over, until it is told to finish. An error or a wrong byte ends the test. */
final class VerifiedLoad implements AutoCloseable {
    private FioRun run = start();
    private int passes;

    /** Lets it run; begins again with what has come to its end. */
    void goOn(Duration time) throws InterruptedException {
        if (!run.hasEnded(time)) return;
        finish();
        run = start();
    }

    /** Returns when everything written has been read again. */
    void finish() {
        assertThat(run.await()).hasNoErrors();
        passes++;
    }

    /** So that a run of an hour shows how far it is. */
    void note(int changes, String of) {
        if (changes % 20 == 0) System.out.println(changes + " " + of + ", verified passes that have ended: " + passes);
    }

    @Override
    public void close() { run.close(); }

    private static FioRun start() {
        Device disk = Device.at(Path.of(DevicePaths.disk(FileServer.ID)));
        return Fio.randwrite("4k").named("verified").iodepth(16).size(ByteSize.mib(24)).option("rate", "2m").option("verify",
                "crc32c")
                .option("verify_fatal", "1").timeout(Duration.ofMinutes(10)).startOn(disk);
    }
}
