package io.github.blkunit.driver;

import io.github.blkunit.ByteSize;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;

/**
 * Runs a command with a device up, in the guest: {@code DRIVER-CLASS QUEUES DEPTH SIZE LOGICAL-BLOCK-SIZE COMMAND...}. The command finds the device's
 * node in {@code BLKUNIT_DEVICE}; its exit status is passed on. Status 125: the device did not come up or did not go down.
 */
public final class DeviceMain {
    /** Environment variable with the path of the node. */
    public static final String NODE = "BLKUNIT_DEVICE";
    private static final int COMMAND_AT = 5;
    private static final int FAILED = 125;

    private DeviceMain() {}

    /** Runs it. */
    public static void main(String[] arguments) throws InterruptedException {
        int status = FAILED;
        try {
            var configuration = new DeviceConfiguration(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), ByteSize
                    .parse(arguments[3]),
                    Integer.parseInt(arguments[4]));
            status = run(driver(arguments[0]), configuration, Arrays.asList(arguments).subList(COMMAND_AT, arguments.length));
        } catch (DriverException | IOException e) {
            System.err.println("blkunit: " + e.getMessage());
        }
        System.exit(status);
    }

    private static int run(Driver driver, DeviceConfiguration configuration, List<String> command)
            throws DriverException, IOException, InterruptedException {
        try (RunningDriver device = driver.up(configuration)) {
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            builder.environment().put(NODE, device.node().toString());
            return builder.start().waitFor();
        }
    }

    private static Driver driver(String className) throws DriverException {
        try {
            return Class.forName(className).asSubclass(Driver.class).getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new DriverException("the driver's constructor failed: class=" + className + ": " + e.getCause(), e);
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new DriverException("not a driver: class=" + className + " (it must implement " + Driver.class.getName()
                    + " and have a public constructor without parameters): " + e, e);
        }
    }
}
