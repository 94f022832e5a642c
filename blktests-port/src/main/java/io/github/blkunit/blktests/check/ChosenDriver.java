package io.github.blkunit.blktests.check;

import io.github.blkunit.ByteSize;
import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.driver.Driver;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.Loop;
import io.github.blkunit.driver.NullBlk;
import io.github.blkunit.driver.RunningDriver;
import io.github.blkunit.driver.ScsiDebug;
import io.github.blkunit.driver.UblkJava;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The driver that {@link DeviceChoice} names: one of ours, a class, or the node of a device that is there already.
 */
public final class ChosenDriver implements Driver {
    /** What is served unless the command line says otherwise. */
    static final String DEFAULT = "ublk-java";

    private static final Map<String, Class<? extends Driver>> OURS = Map.of(DEFAULT, UblkJava.class, "null_blk", NullBlk.class,
            "scsi_debug", ScsiDebug.class, "loop", Loop.class);

    /** scsi_debug takes all of it from the machine's memory. */
    private static final ByteSize IN_MEMORY = ByteSize.mib(256);

    private final String choice;

    /** Made by the harness, in the guest. */
    public ChosenDriver() { this(System.getProperty(DeviceChoice.PARAMETER, DEFAULT)); }

    ChosenDriver(String choice) { this.choice = choice; }

    /** Names of our drivers. */
    static Iterable<String> names() { return new TreeMap<>(OURS).keySet(); }

    /** @throws IllegalArgumentException if it is neither name, class nor path; the message says what is possible */
    static String checked(String choice) {
        if (OURS.containsKey(choice) || choice.startsWith("/dev/") || choice.contains(".")) { return choice; }
        throw new IllegalArgumentException("no such device: --device=" + choice + " (use one of " + String.join(", ", names())
                + ", the name of a class that implements " + Driver.class.getName()
                + ", or a node /dev/NAME whose data may be lost)");
    }

    @Override
    public String name() { return choice; }

    @Override
    public RunningDriver up(DeviceConfiguration configuration) throws DriverException, InterruptedException {
        if (choice.startsWith("/dev/")) { return present(Path.of(choice)); }
        Driver driver = driver();
        return driver.up(driver instanceof ScsiDebug ? withSize(configuration, IN_MEMORY) : configuration);
    }

    private static DeviceConfiguration withSize(DeviceConfiguration wanted, ByteSize size) {
        return new DeviceConfiguration(wanted.queues(), wanted.depth(), size, wanted.logicalBlockSize());
    }

    private Driver driver() throws DriverException {
        Class<? extends Driver> ours = OURS.get(choice);
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            Class<? extends Driver> type = ours != null ? ours : Class.forName(choice, true, loader).asSubclass(Driver.class);
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            throw new DriverException("cannot make the driver: --device=" + choice + " (a public class with a public constructor"
                    + " without parameters, on the class path)", e);
        }
    }

    private static RunningDriver present(Path node) throws DriverException {
        if (!Files.exists(node)) { throw new DriverException("no such device: --device=" + node); }
        return new Present(node);
    }

    /** A device that was there before and stays. */
    private record Present(Path node) implements RunningDriver {
        @Override
        public void close() {
            // whoever made it takes it away
        }
    }
}
