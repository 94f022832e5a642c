package io.github.blkunit.blktests.support;

import io.github.blkunit.ErrnoException;
import io.github.blkunit.SysfsFile;
import io.github.blkunit.ublk.sys.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Takes CPUs offline and brings them back, one random one per step: first offline until no more can go, then online until all
 * are back, and so on. Closing brings all back. Used by one thread.
 */
public final class CpuHotplug implements AutoCloseable {
    private static final Path CPUS = Path.of("/sys/devices/system/cpu");

    private final List<Path> switches;
    private final RandomGenerator random;
    private final List<Path> offline = new ArrayList<>();
    private int most;
    private boolean offlining = true;
    private int steps;

    private CpuHotplug(List<Path> switches, int most, RandomGenerator random) {
        this.switches = switches;
        this.most = most;
        this.random = random;
    }

    /** Looks which CPUs can be taken offline; {@link #isPossible} tells whether any. */
    public static CpuHotplug of(RandomGenerator random) throws IOException {
        List<Path> switches = new ArrayList<>();
        int cpus = 0;
        try (var folders = Files.newDirectoryStream(CPUS, "cpu[0-9]*")) {
            for (Path folder : folders) {
                cpus++;
                Path online = folder.resolve("online");
                if (Files.isWritable(online) && SysfsFile.read(online).equals("1")) { switches.add(online); }
            }
        }
        return new CpuHotplug(switches, switches.size() == cpus ? cpus - 1 : switches.size(), random);
    }

    /** Whether there is a CPU to take offline, and another that stays. */
    public boolean isPossible() { return most > 0; }

    /** How many CPUs were switched so far. */
    public int steps() { return steps; }

    /** Takes a CPU offline or brings one back. */
    public void step() throws IOException {
        steps++;
        if (offlining) {
            takeOffline();
            offlining = offline.size() < most;
        } else {
            bringBack(offline.remove(random.nextInt(offline.size())));
            offlining = offline.isEmpty();
        }
    }

    private void takeOffline() throws IOException {
        List<Path> online = switches.stream().filter(each -> !offline.contains(each)).toList();
        Path chosen = online.get(random.nextInt(online.size()));
        try {
            SysfsFile.write(chosen, "0");
            offline.add(chosen);
        } catch (ErrnoException e) {
            // Its interrupts fit on no other CPU: not a failure, but as many as can go.
            if (!e.errno().equals(Errno.ENOSPC) || offline.isEmpty()) { throw e; }
            most = offline.size();
        }
    }

    private static void bringBack(Path cpu) throws IOException { SysfsFile.write(cpu, "1"); }

    @Override
    public void close() throws IOException {
        while (!offline.isEmpty()) { bringBack(offline.removeLast()); }
    }
}
