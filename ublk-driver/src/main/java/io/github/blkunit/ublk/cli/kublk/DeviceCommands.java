package io.github.blkunit.ublk.cli.kublk;

import io.github.blkunit.ublk.control.ControlDevice;
import io.github.blkunit.ublk.control.DeviceList;
import java.time.Duration;
import java.util.List;

/** Commands about devices that others serve. */
final class DeviceCommands {
    private static final Duration QUIESCE_LIMIT = Duration.ofSeconds(10);

    private DeviceCommands() {}

    /** With {@code --all} it succeeds whatever happens, and one failure does not keep the others from going. */
    static int delete(Arguments arguments) {
        boolean all = arguments.has(Option.ALL);
        try (ControlDevice control = ControlDevice.open()) {
            for (int id : all ? DeviceList.ids() : List.of(id(arguments))) delete(control, id, all);
        }
        return 0;
    }

    private static void delete(ControlDevice control, int id, boolean tolerant) {
        try {
            control.info(id); // a missing device is an error of its own
            control.stop(id);
            control.delete(id); // returns when its server has let go
        } catch (RuntimeException e) {
            if (!tolerant) throw e;
            System.err.println("kublk: " + e.getMessage());
        }
    }

    static int stop(Arguments arguments) {
        int id = id(arguments);
        try (ControlDevice control = ControlDevice.open()) {
            if (arguments.has(Option.SAFE)) control.tryStop(id);
            else
                control.stop(id);
        }
        return 0;
    }

    static int list(Arguments arguments, Output output) {
        try (ControlDevice control = ControlDevice.open()) {
            List<Integer> ids = arguments.has(Option.NUMBER) ? List.of(id(arguments)) : DeviceList.ids();
            for (int id : ids) output.out().print(DeviceDump.of(control, id));
        }
        return 0;
    }

    static int updateSize(Arguments arguments) {
        int id = id(arguments);
        if (!arguments.has(Option.SIZE)) throw new UsageException("update_size needs " + Option.SIZE);
        try (ControlDevice control = ControlDevice.open()) {
            control.updateSize(id, arguments.number(Option.SIZE, 0));
        }
        return 0;
    }

    static int quiesce(Arguments arguments) {
        int id = id(arguments);
        try (ControlDevice control = ControlDevice.open()) {
            control.quiesce(id, QUIESCE_LIMIT);
        }
        return 0;
    }

    static int id(Arguments arguments) {
        if (!arguments.has(Option.NUMBER)) throw new UsageException(arguments.command() + " needs a device: " + Option.NUMBER);
        return arguments.number(Option.NUMBER, -1, 0, (1 << 20) - 1);
    }
}
