package io.github.blkunit.extension;

import io.github.blkunit.ByteSize;
import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.driver.Driver;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The JUnit configuration parameters that tell {@link DeviceExtension} in the guest which device to bring up. Their presence also says that
 * this is a guest at all.
 */
public final class GuestParameters {
    private static final String PREFIX = "blkunit.guest.device.";
    private static final String DRIVER = PREFIX + "driver";
    private static final String QUEUES = PREFIX + "queues";
    private static final String DEPTH = PREFIX + "depth";
    private static final String SIZE = PREFIX + "size";
    private static final String LOGICAL_BLOCK_SIZE = PREFIX + "logicalBlockSize";

    private static final String EARLY = "blkunit.guest.early";

    private GuestParameters() {}

    /** The parameter of a run that is to wait for its {@link Turn} when its device is up. */
    public static Map<String, String> early(long run) {
        return Map.of(EARLY, Long.toString(run));
    }

    /** The run that is to wait for its turn, if this is one. */
    static Optional<Long> early(Function<String, Optional<String>> parameters) {
        return parameters.apply(EARLY).map(Long::valueOf);
    }

    /** The parameters for a device. */
    public static Map<String, String> of(Class<? extends Driver> driver, DeviceConfiguration configuration) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(DRIVER, driver.getName());
        parameters.put(QUEUES, Integer.toString(configuration.queues()));
        parameters.put(DEPTH, Integer.toString(configuration.depth()));
        parameters.put(SIZE, Long.toString(configuration.size().bytes()));
        parameters.put(LOGICAL_BLOCK_SIZE, Integer.toString(configuration.logicalBlockSize()));
        return parameters;
    }

    /** Whether these are a guest's parameters. */
    static boolean present(Function<String, Optional<String>> parameters) {
        return parameters.apply(DRIVER).isPresent();
    }

    /** Class name of the driver. */
    static String driver(Function<String, Optional<String>> parameters) {
        return required(parameters, DRIVER);
    }

    /** What is asked of it. */
    static DeviceConfiguration configuration(Function<String, Optional<String>> parameters) {
        return new DeviceConfiguration(Integer.parseInt(required(parameters, QUEUES)), Integer.parseInt(required(parameters,
                DEPTH)),
                new ByteSize(Long.parseLong(required(parameters, SIZE))), Integer.parseInt(required(parameters,
                        LOGICAL_BLOCK_SIZE)));
    }

    private static String required(Function<String, Optional<String>> parameters, String name) {
        return parameters.apply(name).orElseThrow(() -> new IllegalStateException("configuration parameter missing: " + name));
    }
}
