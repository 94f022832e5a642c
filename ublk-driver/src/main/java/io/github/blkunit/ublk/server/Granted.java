package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.control.DeviceInfo;
import io.github.blkunit.ublk.control.Feature;
import io.github.blkunit.ublk.control.Features;
import io.github.blkunit.ublk.sys.UblkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;

/** Compares what was asked for with what the kernel gave: it cuts down silently. */
final class Granted {
    private static final Path POSSIBLE_CPUS = Path.of("/sys/devices/system/cpu/possible");

    private Granted() {}

    /** {@return the names of missing features, each with the kernel that has it} */
    static String names(Features missing) {
        StringJoiner names = new StringJoiner(", ");
        for (Feature feature : Feature.values())
            if (missing.has(feature)) names.add(feature + " (Linux " + feature.since() + ")");
        return names + ", kernel=" + System.getProperty("os.version");
    }

    static void check(DeviceSpec spec, DataMode mode, DeviceInfo granted) {
        if (granted.queues() < spec.queues())
            throw new UblkException("the kernel grants no more queues than there are possible CPUs: queues=" + spec.queues()
                    + ", granted="
                    + granted.queues() + ", possible CPUs=" + possibleCpus()
                    + "; ask for fewer queues or give the machine more CPUs");
        if (granted.depth() != spec.depth())
            throw new UblkException("the kernel granted another depth: depth=" + spec.depth() + ", granted=" + granted
                    .depth());
        Features missing = granted.features().missing(spec.features(mode));
        if (!missing.isEmpty())
            throw new UblkException("the kernel did not grant: features=" + names(missing) + ", granted=" + granted.features());
    }

    private static String possibleCpus() {
        try {
            return Files.readString(POSSIBLE_CPUS).strip();
        } catch (IOException e) {
            return "unknown (" + e + ")";
        }
    }
}
