package io.github.blkunit.cli;

import io.github.blkunit.ByteSize;
import io.github.blkunit.driver.DeviceMain;
import io.github.blkunit.driver.Driver;
import io.github.blkunit.driver.UblkJava;
import io.github.blkunit.vm.MachineFault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options about a device that is to be up before a command runs. */
final class DeviceOptions {
    private static final int DEFAULT_DEPTH = 64;
    private static final int LEAST_CPUS = 4;
    /** Classes whose jars a driver needs in the guest besides its own; by name, since the server's are not for the host. */
    private static final List<String> NEEDED = List.of("io.github.blkunit.ublk.cli.Main", "picocli.CommandLine");

    @Option(names = "--driver", paramLabel = "CLASS",
            description = "bring up a device of this driver first (UblkJava if only a size, depth or number of queues is given); its node is in $BLKUNIT_DEVICE")
    private @Nullable String driver;
    @Option(names = "--queues", paramLabel = "N", description = "hardware queues of the device, default 1")
    private @Nullable Integer queues;
    @Option(names = "--depth", paramLabel = "N", description = "tags per queue, default 64")
    private @Nullable Integer depth;
    @Option(names = "--size", paramLabel = "SIZE", description = "capacity of the device, default 1G")
    private @Nullable String size;
    @Option(names = "--logical-block-size", paramLabel = "BYTES", description = "default 512")
    private @Nullable Integer logicalBlockSize;

    private boolean wanted() {
        return driver != null || queues != null || depth != null || size != null || logicalBlockSize != null;
    }

    private int queues() {
        return queues == null ? 1 : queues;
    }

    /** The command, run by one that brings the device up first if one is wanted. */
    GuestWork around(List<String> command) throws MachineFault {
        int cpus = Math.max(LEAST_CPUS, queues());
        return wanted() ? new GuestWork(withDevice(command), cpus, classPath()) : new GuestWork(command, cpus, List.of());
    }

    private List<String> withDevice(List<String> command) throws MachineFault {
        check("queues", queues(), 4096);
        int tags = depth == null ? DEFAULT_DEPTH : depth;
        check("depth", tags, 4096);
        ByteSize capacity = ByteSize.parse(size == null ? "1G" : size);
        int block = logicalBlockSize == null ? 512 : logicalBlockSize;
        if (!List.of(512, 1024, 2048, 4096).contains(block)) {
            throw new IllegalArgumentException("not a logical block size: --logical-block-size=" + block
                    + " (512, 1024, 2048 or 4096)");
        }
        List<String> all = new ArrayList<>(List.of("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED", "-cp", "/run/blkunit/agent/*", DeviceMain.class.getName(), driverClass()
                        .getName(),
                Integer.toString(queues()), Integer.toString(tags), capacity.toString(), Integer.toString(block)));
        all.addAll(command);
        return all;
    }

    /** Jars and class folders that the guest needs for that. */
    private List<Path> classPath() throws MachineFault {
        Set<Path> places = new LinkedHashSet<>();
        places.add(CodePlace.of(driverClass()));
        for (String needed : NEEDED) {
            places.add(CodePlace.of(load(needed)));
        }
        return List.copyOf(places);
    }

    private Class<?> driverClass() throws MachineFault {
        String name = driver == null ? UblkJava.class.getName() : driver.contains(".") ? driver : Driver.class.getPackageName()
                + "." + driver;
        Class<?> type = load(name);
        if (!Driver.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException("not a driver: --driver=" + name + " does not implement " + Driver.class
                    .getName());
        }
        return type;
    }

    private static Class<?> load(String name) throws MachineFault {
        try {
            return Class.forName(name, false, DeviceOptions.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new MachineFault("class " + name + " is not on the class path", e);
        }
    }

    private static void check(String what, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("out of range: --" + what + "=" + value + " (1 to " + most + ")");
        }
    }
}
