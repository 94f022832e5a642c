package io.github.blkunit.ublk.cli;

import io.github.blkunit.ublk.control.ControlDevice;
import io.github.blkunit.ublk.control.Feature;
import io.github.blkunit.ublk.control.Features;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ublk features}. */
@Command(name = "features", description = "Prints what this kernel's ublk driver can do.", mixinStandardHelpOptions = true)
final class FeaturesCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        try (ControlDevice control = ControlDevice.open()) {
            Features features = control.features();
            out.println("features: 0x" + Long.toHexString(features.bits()));
            for (Feature feature : Feature.values())
                out.printf("%-24s %s%n", feature, features.has(feature) ? "yes" : "no, needs Linux " + feature.since());
        }
        out.flush();
    }
}
