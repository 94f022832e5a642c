package io.github.blkunit.ublkserver;

import static io.github.blkunit.fio.FioAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.driver.NullBlk;
import io.github.blkunit.fio.Fio;
import io.github.blkunit.fio.FioRun;
import io.github.blkunit.ublk.control.ControlDevice;
import io.github.blkunit.ublk.control.DevicePaths;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verified writes while one server after the other is killed, or hands over: nothing fails, nothing is lost. */
@Tag("vm")
@BlockDevice(driver = NullBlk.class, size = "16M") // only so that the class runs in a machine
class TakeOverIT {
    private static final Duration BETWEEN = Duration.ofMillis(300);
    private static final long SIZE = 64 << 20;

    @TempDir
    private Path folder;
    private Path file;

    @BeforeAll
    static void loadModule() throws IOException, InterruptedException { Modules.loadUblk(); }

    @BeforeEach
    void makeFile() throws IOException {
        file = folder.resolve("disk.img");
        try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
            made.setLength(SIZE);
        }
    }

    @AfterEach
    void deleteDevice() {
        try (ControlDevice control = ControlDevice.open()) {
            control.stop(FileServer.ID);
            control.delete(FileServer.ID);
        }
    }

    @ParameterizedTest @ValueSource(ints = 2)
    void nothing_is_lost_when_servers_are_killed(int kills) throws Exception { killing(kills); }

    @Tag("long") @ParameterizedTest @ValueSource(ints = {200, 1000})
    void nothing_is_lost_when_servers_are_killed_very_often(int kills) throws Exception { killing(kills); }

    @ParameterizedTest @ValueSource(ints = 2)
    void nothing_fails_when_servers_hand_over(int times) throws Exception { handingOver(times); }

    @Tag("long") @ParameterizedTest @ValueSource(ints = 200)
    void nothing_fails_when_servers_hand_over_very_often(int times) throws Exception { handingOver(times); }

    private void killing(int kills) throws Exception {
        ServerProcess server = ServerProcess.start(FileServer.How.START, file, folder);
        try (FioRun load = load(kills)) {
            for (int kill = 0; kill < kills; kill++) {
                assertThat(load.hasEnded(BETWEEN)).as("fio ended after %d kills", kill).isFalse();
                server.kill();
                server = ServerProcess.start(FileServer.How.RECOVER, file, folder);
            }
            assertThat(load.await()).hasNoErrors();
        } finally {
            server.close();
        }
    }

    private void handingOver(int times) throws Exception {
        ServerProcess server = ServerProcess.start(FileServer.How.START, file, folder);
        try (FioRun load = load(times)) {
            for (int time = 0; time < times; time++) {
                assertThat(load.hasEnded(BETWEEN)).as("fio ended after %d hand-overs", time).isFalse();
                ServerProcess next = ServerProcess.start(FileServer.How.TAKE_OVER, file, folder);
                assertThat(server.process().waitFor()).as("exit status of the server that was relieved").isZero();
                assertThat(server.said("over")).isTrue();
                server = next;
            }
            assertThat(load.await()).hasNoErrors();
        } finally {
            server.close();
        }
    }

    /** Writes at 2 MiB/s, then reads all of it again, as often as is needed to last for so many changes of the server. */
    private static FioRun load(int changes) {
        Device disk = Device.at(Path.of(DevicePaths.disk(FileServer.ID)));
        return Fio.randwrite("4k").named("verified").iodepth(16).size(ByteSize.mib(24)).option("rate", "2m").option("loops",
                Integer.toString(1 + changes / 4))
                .option("verify", "crc32c").option("verify_fatal", "1").timeout(Duration.ofMinutes(3).plusSeconds(20L * changes))
                .startOn(disk);
    }
}
