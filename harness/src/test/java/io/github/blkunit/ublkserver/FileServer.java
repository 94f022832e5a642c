package io.github.blkunit.ublkserver;

import io.github.blkunit.ublk.server.DataMode;
import io.github.blkunit.ublk.server.DeviceSpec;
import io.github.blkunit.ublk.server.Option;
import io.github.blkunit.ublk.server.Recovery;
import io.github.blkunit.ublk.server.UblkDevice;
import io.github.blkunit.ublk.sys.OpenFile;
import io.github.blkunit.ublk.target.FileTarget;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A server in a process of its own, which serves a file as device 7 until somebody else takes the device or kills it. Arguments: how, and the file. Begins
 * when it is given a line, so that a JVM's start is over before the disk waits for it.
 */
final class FileServer {
    static final int ID = 7;
    static final String STANDING_BY = "standing by";
    static final String READY = "ready ";
    static final String OVER = "over";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private FileServer() {}

    /** How to come by the device. */
    enum How {
        START, RECOVER, TAKE_OVER
    }

    public static void main(String[] arguments) throws Exception {
        How how = How.valueOf(arguments[0]);
        System.out.println(STANDING_BY);
        System.out.flush();
        if (System.in.read() < 0) return; // nobody wants it any more
        try (OpenFile file = OpenFile.of(Path.of(arguments[1]), OpenFile.Caching.CACHED); UblkDevice device = serve(how,
                FileTarget.of(file))) {
            System.out.println(READY + device.info());
            System.out.flush();
            device.ended().get();
        }
        System.out.println(OVER);
    }

    private static UblkDevice serve(How how, FileTarget target) throws InterruptedException {
        DeviceSpec spec = DeviceSpec.builder().id(ID).depth(32).maxRequest(64 << 10).dataMode(new DataMode.UserCopy()).recovery(
                Recovery.REISSUE).options(
                        Option.QUIESCE).memory(DeviceSpec.Memory.LAZY).build();
        return switch (how) {
            case START -> UblkDevice.start(target, spec);
            case RECOVER -> UblkDevice.recover(target, ID, spec);
            case TAKE_OVER -> UblkDevice.takeOver(target, ID, spec, LIMIT);
        };
    }
}
