package io.github.blkunit.ublkserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.driver.NullBlk;
import io.github.blkunit.ublk.control.ControlDevice;
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
    void nothing_is_lost_when_servers_are_killed(int kills) throws Exception { killing(new FileServers(file, folder), kills); }

    @Tag("long") @ParameterizedTest @ValueSource(ints = 200)
    void nothing_is_lost_when_servers_are_killed_very_often(int kills) throws Exception {
        killing(new FileServers(file, folder).rehearsed(), kills);
    }

    @Tag("long") @ParameterizedTest @ValueSource(ints = 1000)
    void nothing_is_lost_when_servers_are_killed_all_the_time(int kills) throws Exception {
        killing(new FileServers(file, folder).rehearsed(), kills);
    }

    @ParameterizedTest @ValueSource(ints = 2)
    void nothing_fails_when_servers_hand_over(int times) throws Exception { handingOver(new FileServers(file, folder), times); }

    @Tag("long") @ParameterizedTest @ValueSource(ints = 200)
    void nothing_fails_when_servers_hand_over_very_often(int times) throws Exception {
        handingOver(new FileServers(file, folder).rehearsed(), times);
    }

    private static void killing(FileServers servers, int kills) throws Exception {
        ServerProcess server = servers.standingBy(FileServer.How.START).serve();
        try (VerifiedLoad load = new VerifiedLoad()) {
            for (int kill = 1; kill <= kills; kill++) {
                ServerProcess next = servers.standingBy(FileServer.How.RECOVER);
                load.goOn(BETWEEN);
                server.kill();
                server = next.serve();
                load.note(kill, "kills");
            }
            load.finish();
        } finally {
            server.close();
        }
    }

    private static void handingOver(FileServers servers, int times) throws Exception {
        ServerProcess server = servers.standingBy(FileServer.How.START).serve();
        try (VerifiedLoad load = new VerifiedLoad()) {
            for (int time = 1; time <= times; time++) {
                ServerProcess next = servers.standingBy(FileServer.How.TAKE_OVER);
                load.goOn(BETWEEN);
                takeOver(server, next);
                assertThat(server.process().waitFor()).as("exit status of the server that was relieved").isZero();
                assertThat(server.said(FileServer.OVER)).isTrue();
                server = next;
                load.note(time, "hand-overs");
            }
            load.finish();
        } finally {
            server.close();
        }
    }

    private static void takeOver(ServerProcess from, ServerProcess to) throws Exception {
        try {
            to.serve();
        } catch (IOException e) {
            throw new IOException("a server was not relieved: " + from.state(), e);
        }
    }
}
