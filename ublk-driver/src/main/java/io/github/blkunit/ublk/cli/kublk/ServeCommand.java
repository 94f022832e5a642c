package io.github.blkunit.ublk.cli.kublk;

import io.github.blkunit.ublk.control.ControlDevice;
import io.github.blkunit.ublk.control.Feature;
import io.github.blkunit.ublk.server.DeviceSpec;
import io.github.blkunit.ublk.server.Placement;
import io.github.blkunit.ublk.server.UblkDevice;
import io.github.blkunit.ublk.sys.UblkException;
import io.github.blkunit.ublk.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;

/**
 * {@code add} and {@code recover}. Without {@code --foreground} the server is a process of its own, and this one ends
 * when the disk is live. A server whose device
 * is stopped, deleted or quiesced by another process just ends: the kernel frees all that it held.
 */
final class ServeCommand {
    private static final int MAX_REQUEST = 1 << 20;
    private static final Path POSSIBLE_CPUS = Path.of("/sys/devices/system/cpu/possible");

    private ServeCommand() {}

    static int run(Arguments arguments, Output output) throws InterruptedException {
        ServeSettings settings = new ServeSettings(arguments);
        if (arguments.command().equals("recover")) DeviceCommands.id(arguments);
        if (arguments.has(Option.FOREGROUND)) return serve(settings, dump -> output.out().print(dump));
        return DetachedServer.isThis() ? serve(settings, DetachedServer::ready) : DetachedServer.start(output);
    }

    /** Gets the device's description once it is live. */
    @FunctionalInterface
    interface Ready {
        void dump(String text);
    }

    private static int serve(ServeSettings settings, Ready ready) throws InterruptedException {
        boolean recover = settings.arguments().command().equals("recover");
        try {
            Target target = KublkTarget.of(settings);
            UblkDevice device = recover ? UblkDevice.recover(target, settings.id(), spec(settings)) : UblkDevice.start(target,
                    spec(settings));
            try (ControlDevice control = ControlDevice.open()) {
                ready.dump(DeviceDump.of(control, device.id()));
            }
            device.ended().join();
            return 0;
        } catch (CompletionException e) {
            throw new UblkException("a server thread died: " + e.getCause(), e);
        }
    }

    private static DeviceSpec spec(ServeSettings settings) {
        int queues = Math.min(settings.queues(), possibleCpus());
        DeviceSpec.Builder spec = DeviceSpec.builder().id(settings.id()).queues(queues).depth(settings.depth()).maxRequest(
                MAX_REQUEST)
                .dataMode(settings.dataMode()).recovery(settings.recovery()).threads(settings.threads(queues)).memory(
                        DeviceSpec.Memory.LAZY).placement(Placement.ONE_CPU); // as theirs
        if (settings.arguments().has(Option.NO_AUTO_PART_SCAN))
            spec.options(io.github.blkunit.ublk.server.Option.NO_PARTITION_SCAN);
        if (settings.arguments().on(Option.RECOVERY) && offersQuiesce())
            spec.options(io.github.blkunit.ublk.server.Option.QUIESCE);
        return spec.build();
    }

    private static boolean offersQuiesce() {
        try (ControlDevice control = ControlDevice.open()) {
            return control.features().has(Feature.QUIESCE);
        }
    }

    /** More queues than that are never granted. */
    private static int possibleCpus() {
        try {
            String ranges = Files.readString(POSSIBLE_CPUS).strip();
            return Integer.parseInt(ranges.substring(ranges.lastIndexOf('-') + 1)) + 1;
        } catch (IOException | NumberFormatException e) {
            return Runtime.getRuntime().availableProcessors();
        }
    }
}
