package io.github.blkunit.ublkserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.TimeScale;
import io.github.blkunit.driver.Await;
import io.github.blkunit.driver.NullBlk;
import io.github.blkunit.ublk.control.ControlDevice;
import io.github.blkunit.ublk.control.DevicePaths;
import io.github.blkunit.ublk.server.UblkDevice;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real kernel refuses, and what the message then says; and that an ordinary user is served once nothing is in the way. */
@Tag("vm")
@BlockDevice(driver = NullBlk.class, size = "16M") // only so that the class runs in a machine
class RefusalsIT {
    private static final Path DISABLED = Path.of("/proc/sys/kernel/io_uring_disabled");
    private static final Path MOST = Path.of("/sys/module/ublk_drv/parameters/ublks_max");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @BeforeEach
    void load() throws IOException, InterruptedException { Modules.loadUblk(); }

    @Test
    void without_the_module_its_name_is_said() throws IOException, InterruptedException {
        Modules.unloadUblk();
        assertThatThrownBy(ControlDevice::open).hasMessageContainingAll("open failed", DevicePaths.CONTROL, "ENOENT (2)",
                "modprobe ublk_drv");
    }

    @Test
    void with_io_uring_disabled_the_switch_is_named() throws IOException {
        String before = Files.readString(DISABLED).strip();
        Files.writeString(DISABLED, "2");
        try {
            assertThatThrownBy(ControlDevice::open).hasMessageContainingAll("io_uring_setup failed", "EPERM (1)",
                    "kernel.io_uring_disabled");
        } finally {
            Files.writeString(DISABLED, before);
        }
    }

    @Test
    void an_ordinary_user_is_told_about_permission_and_limit_and_then_served(@TempDir Path folder) throws Exception {
        Path control = Path.of(DevicePaths.CONTROL);
        Files.setPosixFilePermissions(control, PosixFilePermissions.fromString("rw-------"));
        assertThat(served(folder)).contains("open failed", "EACCES (13)", "run it as root");
        Files.setPosixFilePermissions(control, PosixFilePermissions.fromString("rw-rw-rw-"));
        String most = Files.readString(MOST).strip();
        Files.writeString(MOST, "0");
        assertThat(served(folder)).contains("ADD_DEV failed", "EACCES (13)", "ublks_max");
        Files.writeString(MOST, most);
        assertThat(served(folder)).contains("ready DeviceInfo", "over");
    }

    /** Lets an ordinary user serve a disk for a moment; plays udev's part, which is to give the user the device's nodes. Returns what the server said. */
    private static String served(Path folder) throws IOException, InterruptedException, URISyntaxException {
        for (Class<?> type : List.of(UnprivilegedServer.class, UblkDevice.class))
            copy(place(type), folder.resolve(place(type)
                    .getFileName()));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        String classes = folder.resolve(place(UnprivilegedServer.class).getFileName()) + ":" + folder.resolve(place(
                UblkDevice.class).getFileName());
        Process server = new ProcessBuilder("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED", "-cp", classes, UnprivilegedServer.class.getName()).redirectErrorStream(
                        true)
                .redirectOutput(folder.resolve("said").toFile()).start();
        Path character = Path.of(DevicePaths.character(UnprivilegedServer.ID));
        Await.<IOException>until(TimeScale.deadline(LIMIT), () -> {
            if (Files.exists(character))
                Files.setPosixFilePermissions(character, PosixFilePermissions.fromString("rw-rw-rw-"));
            return !server.isAlive();
        });
        server.destroyForcibly().waitFor();
        return Files.readString(folder.resolve("said"), StandardCharsets.UTF_8);
    }

    private static Path place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** The agent's own folder is not for everybody. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(copy);
                else
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
