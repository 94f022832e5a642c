package io.github.blkunit.driver;

import java.util.ArrayList;
import java.util.List;

/**
 * blkunit's own ublk null driver: a server in Java, in a JVM of its own. Accepts everything, keeps nothing, reads zeroes.
 *
 * <p>Needs module {@code ublk_drv} (loaded here) and the jars of {@code blkunit-ublk-driver} and picocli on the class path.
 */
public final class UblkJava implements Driver {
    private static final KernelModule UBLK_DRV = new KernelModule("ublk_drv");

    @Override
    public String name() { return "ublk-java"; }

    @Override
    public UblkServer up(DeviceConfiguration configuration) throws DriverException, InterruptedException {
        return serve(configuration);
    }

    /**
     * Brings a device up as {@link #up} does.
     *
     * @param options added to the server's command line, such as {@code --recoverable}
     */
    public UblkServer serve(DeviceConfiguration configuration, String... options) throws DriverException, InterruptedException {
        UBLK_DRV.load();
        List<String> arguments = new ArrayList<>(List.of("serve", "null", //
                "--queues", Integer.toString(configuration.queues()), //
                "--depth", Integer.toString(configuration.depth()), //
                "--size", Long.toString(configuration.size().bytes()), //
                "--logical-block-size", Integer.toString(configuration.logicalBlockSize())));
        arguments.addAll(List.of(options));
        return UblkServer.start(arguments);
    }

    /**
     * Starts a new server for a device whose server has died; it was served with {@code --recoverable}.
     *
     * @param dead the device with its old server
     */
    public UblkServer recover(UblkServer dead) throws DriverException, InterruptedException {
        return UblkServer.start(List.of("recover", "null", "--id", Integer.toString(dead.id())));
    }

    /**
     * Runs the server with any command line that serves a device, such as {@code serve loop --file /tmp/image}, and returns when the device
     * answers.
     *
     * @param arguments from the subcommand on; `ublk serve --help` lists them
     */
    public UblkServer run(String... arguments) throws DriverException, InterruptedException {
        UBLK_DRV.load();
        return UblkServer.start(List.of(arguments));
    }
}
