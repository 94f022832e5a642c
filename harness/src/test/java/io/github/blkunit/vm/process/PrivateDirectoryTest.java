package io.github.blkunit.vm.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateDirectoryTest {
    @TempDir(factory = ShortTempDir.class)
    Path temp = Path.of("");

    @Test
    void onlyItsUserCanEnterAndReadIt() throws Exception {
        try (PrivateDirectory directory = PrivateDirectory.create(List.of(temp))) {
            directory.write("secret", "x");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.path()))).isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.path().resolve("secret"))))
                    .isEqualTo("rw-------");
        }
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void aSweepLeavesWhatIsInUse() throws Exception {
        try (PrivateDirectory directory = PrivateDirectory.create(List.of(temp))) {
            assertThat(PrivateDirectory.sweep(List.of(temp))).isEmpty();
            assertThat(directory.path()).exists();
        }
    }

    @Test
    void aSweepLeavesTheLocksOfThisJvmForOtherJvmsToSee() throws Exception {
        try (PrivateDirectory directory = PrivateDirectory.create(List.of(temp))) {
            Object inode = Files.getAttribute(directory.path().resolve("lock"), "unix:ino");
            PrivateDirectory.sweep(List.of(temp));
            assertThat(Files.readAllLines(Path.of("/proc/locks"))).anySatisfy(line -> assertThat(line).contains(" POSIX ",
                    " " + ProcessHandle.current().pid() + " ", ":" + inode + " "));
        }
    }

    @Test
    void aSweepRemovesWhatAKilledJvmLeftAndEndsItsQemu() throws Exception {
        Process orphan = new ProcessBuilder("sleep", "600").start();
        Path left = Files.createDirectory(temp.resolve(PrivateDirectory.PREFIX + "1"));
        Files.createFile(left.resolve("lock"));
        Files.writeString(left.resolve("qemu"), orphan.pid() + " " + orphan.info().startInstant().orElseThrow());
        assertThat(PrivateDirectory.sweep(List.of(temp))).containsExactly(left);
        assertThat(orphan.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void aSweepDoesNotEndAProcessThatGotTheNumberLater() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            Path left = Files.createDirectory(temp.resolve(PrivateDirectory.PREFIX + "1"));
            Files.createFile(left.resolve("lock"));
            Files.writeString(left.resolve("qemu"), stranger.pid() + " " + Instant.EPOCH);
            PrivateDirectory.sweep(List.of(temp));
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }
}
