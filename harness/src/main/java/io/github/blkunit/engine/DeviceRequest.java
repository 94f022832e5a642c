package io.github.blkunit.engine;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.ByteSize;
import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.driver.Driver;

/**
 * One {@link BlockDevice} annotation whose values are right.
 *
 * @param label short text for test trees
 */
record DeviceRequest(Class<? extends Driver> driver, DeviceConfiguration configuration, String label) {

    /** @param annotation that {@link DeviceCheck} has no complaint about */
    static DeviceRequest of(BlockDevice annotation) {
        DeviceConfiguration configuration = new DeviceConfiguration(annotation.queues(), annotation.depth(),
                ByteSize.parse(annotation.size()), annotation.logicalBlockSize());
        return new DeviceRequest(annotation.driver(), configuration, label(annotation));
    }

    private static String label(BlockDevice device) {
        StringBuilder label = new StringBuilder(driverName(device.driver()));
        label.append(", queues=").append(device.queues());
        if (device.depth() != (int) defaultOf("depth")) label.append(", depth=").append(device.depth());
        if (!device.size().equals(defaultOf("size"))) label.append(", size=").append(device.size());
        if (device.logicalBlockSize() != (int) defaultOf("logicalBlockSize")) {
            label.append(", logicalBlockSize=").append(device.logicalBlockSize());
        }
        return label.toString();
    }

    private static Object defaultOf(String attribute) {
        try {
            return BlockDevice.class.getMethod(attribute).getDefaultValue();
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("@BlockDevice has lost its attribute " + attribute, e);
        }
    }

    /** A driver is written for the guest: if it cannot even be made here, its class name serves as well. */
    private static String driverName(Class<? extends Driver> driver) {
        try {
            return driver.getConstructor().newInstance().name();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return driver.getSimpleName();
        }
    }
}
