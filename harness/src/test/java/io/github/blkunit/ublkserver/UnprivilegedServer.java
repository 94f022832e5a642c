package io.github.blkunit.ublkserver;

import io.github.blkunit.ublk.server.DeviceSpec;
import io.github.blkunit.ublk.server.Option;
import io.github.blkunit.ublk.server.UblkDevice;
import io.github.blkunit.ublk.target.MemoryTarget;
import io.github.blkunit.ublk.target.Target;
import java.lang.foreign.Arena;

/** Serves a disk for as long as it takes to say so, as whoever runs it. */
final class UnprivilegedServer {
    static final int ID = 9;
    private static final long SIZE = 1 << 20;

    private UnprivilegedServer() {}

    public static void main(String[] arguments) throws Exception {
        DeviceSpec spec = DeviceSpec.builder().id(ID).depth(8).maxRequest(64 << 10).options(Option.UNPRIVILEGED).build();
        try (Arena arena = Arena.ofShared(); UblkDevice device = UblkDevice.start(Target.of(new MemoryTarget(SIZE, arena)),
                spec)) {
            System.out.println("ready " + device.info());
        }
        System.out.println("over");
    }
}
