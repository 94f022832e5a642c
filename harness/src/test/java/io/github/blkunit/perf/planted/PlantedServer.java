package io.github.blkunit.perf.planted;

import io.github.blkunit.ublk.cli.Serve;
import io.github.blkunit.ublk.server.DataMode;
import io.github.blkunit.ublk.server.DeviceSpec;
import io.github.blkunit.ublk.target.Access;
import io.github.blkunit.ublk.target.Geometry;
import io.github.blkunit.ublk.target.IoHandler;
import io.github.blkunit.ublk.target.NullTarget;
import io.github.blkunit.ublk.target.Operations;
import io.github.blkunit.ublk.target.Target;

/**
 * A null server with the fault that the system property {@code planted} names; {@code batched} takes requests many at a time, which a server
 * without it has lost.
 *
 * @param target what it does apart from that
 * @param fault what is wrong
 */
record PlantedServer(NullTarget target, Fault fault) implements Target {
    private static final int BLOCK = 512;

    /** Arguments: size in bytes, queues, depth. */
    public static void main(String[] args) throws InterruptedException {
        String planted = System.getProperty("planted", "none");
        DataMode mode = planted.equals("batched") ? new DataMode.Batched(new DataMode.Mapped()) : new DataMode.Mapped();
        Target target = new PlantedServer(new NullTarget(Geometry.of(Long.parseLong(args[0]), BLOCK)), Fault.of(planted));
        System.exit(Serve.untilSignal(target, DeviceSpec.builder().queues(Integer.parseInt(args[1])).depth(Integer.parseInt(
                args[2])).dataMode(mode).build()));
    }

    @Override
    public Geometry geometry() { return target.geometry(); }

    @Override
    public Access access() { return fault instanceof Fault.Copy ? Access.BYTES : target.access(); }

    @Override
    public IoHandler handler(Operations operations) {
        return request -> {
            fault.commit(request);
            return target.handle(request);
        };
    }
}
