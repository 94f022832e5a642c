package io.github.blkunit.ublk.cli.kublk;

import io.github.blkunit.ublk.control.ControlDevice;
import io.github.blkunit.ublk.control.Feature;
import io.github.blkunit.ublk.control.Features;

/** {@code features}: one line per bit; a bit without a name is "unknown". */
final class FeaturesCommand {
    private FeaturesCommand() {}

    static int run(Output output) {
        try (ControlDevice control = ControlDevice.open()) {
            print(control.features(), output);
        }
        return 0;
    }

    static void print(Features features, Output output) {
        output.line("ublk_drv features: 0x" + Long.toHexString(features.bits()));
        for (long bits = features.bits(); bits != 0; bits &= bits - 1) {
            long bit = Long.lowestOneBit(bits);
            StringBuilder line = new StringBuilder("0x").append(Long.toHexString(bit));
            line.repeat(" ", Math.max(0, 18 - line.length()));
            output.line(line.append(": ").append(name(bit)).toString());
        }
    }

    private static String name(long bit) {
        for (Feature feature : Feature.values()) if (feature.bit() == bit) return "UBLK_F_" + feature.name();
        return "unknown";
    }
}
