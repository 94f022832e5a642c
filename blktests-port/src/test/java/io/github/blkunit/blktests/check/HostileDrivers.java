package io.github.blkunit.blktests.check;

import io.github.blkunit.ByteSize;
import io.github.blkunit.SysfsFile;
import io.github.blkunit.blktests.faults.BadNull;
import io.github.blkunit.driver.Await;
import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.driver.Driver;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.RunningDriver;
import io.github.blkunit.driver.UblkJava;
import io.github.blkunit.driver.UblkServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Drivers that do harm, in the middle of the first test that uses them. */
final class HostileDrivers {
    private static final int READS_OF_A_TEST = 64;
    private static final Duration UNTIL_A_TEST = Duration.ofMinutes(3);
    /** Else eight discards are the whole device, and block/003 is over before the harm has begun. */
    private static final String LARGEST_DISCARD = "65536";

    private HostileDrivers() {}

    /** What becomes of a server while its device is in use. */
    @FunctionalInterface
    private interface Harm {
        void to(UblkServer server) throws IOException, DriverException, InterruptedException;
    }

    /** Answers nothing for 60 s, then goes on. */
    public static final class Stalling implements Driver {
        @Override
        public String name() { return "stalling"; }

        @Override
        public RunningDriver up(DeviceConfiguration configuration) throws DriverException, InterruptedException {
            return harmed(configuration, server -> {
                signal("STOP", server);
                Thread.sleep(Duration.ofSeconds(60));
                signal("CONT", server);
            });
        }
    }

    /** Is killed and deleted. */
    public static final class Vanishing implements Driver {
        @Override
        public String name() { return "vanishing"; }

        @Override
        public RunningDriver up(DeviceConfiguration configuration) throws DriverException, InterruptedException {
            return harmed(configuration, server -> {
                server.process().destroyForcibly();
                server.deleteDevice();
            });
        }
    }

    /** Answers every request with an error. */
    public static final class Failing extends BadNull {}

    /** Claims the size that is wanted and has one MiB. */
    public static final class TooSmall extends BadNull {
        /** With that much. */
        public TooSmall() { super(ByteSize.mib(1)); }
    }

    private static UblkServer harmed(DeviceConfiguration configuration, Harm harm) throws DriverException, InterruptedException {
        UblkServer server = new UblkJava().up(configuration);
        Path disk = Path.of("/sys/block", server.node().getFileName().toString());
        Path stat = disk.resolve("stat");
        try {
            SysfsFile.write(disk.resolve("queue/discard_max_bytes"), LARGEST_DISCARD);
        } catch (IOException e) {
            server.close();
            throw new DriverException("the device's discards cannot be limited: device=" + server.node(), e);
        }
        Thread.ofPlatform().daemon().name("harm").start(() -> {
            try {
                List<Long> before = fields(stat);
                if (Await.until(UNTIL_A_TEST, () -> isInUse(before, fields(stat)))) { harm.to(server); }
            } catch (IOException | DriverException e) {
                System.err.println("no harm was done: " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return server;
    }

    /** udev and the harness only read, and little. */
    private static boolean isInUse(List<Long> before, List<Long> now) {
        return now.get(0) - before.get(0) > READS_OF_A_TEST || now.get(4) > before.get(4) || now.get(11) > before.get(11);
    }

    private static List<Long> fields(Path stat) throws IOException {
        return Arrays.stream(SysfsFile.read(stat).strip().split("\\s+")).map(Long::valueOf).toList();
    }

    private static void signal(String name, UblkServer server) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(server.process().pid())).inheritIO().start().waitFor();
    }
}
