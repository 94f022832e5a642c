package io.github.blkunit.engine;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.ByteSize;
import io.github.blkunit.driver.Driver;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is wrong with the values of a {@link BlockDevice}, each as one sentence with the value and the cure. */
final class DeviceCheck {
    private static final int MAX_QUEUES = 4096;
    private static final int MAX_DEPTH = 4096;
    private static final long PAGE = 4096;
    private static final List<Integer> BLOCK_SIZES = List.of(512, 1024, 2048, 4096);

    private DeviceCheck() {}

    static List<String> complaints(BlockDevice device) {
        List<String> complaints = new ArrayList<>();
        range("queues", device.queues(), MAX_QUEUES, complaints);
        range("depth", device.depth(), MAX_DEPTH, complaints);
        if (!BLOCK_SIZES.contains(device.logicalBlockSize())) {
            complaints.add("logicalBlockSize=" + device.logicalBlockSize() + " is not possible: use one of " + BLOCK_SIZES);
        } else {
            size(device, complaints);
        }
        driver(device, complaints);
        return complaints;
    }

    private static void range(String name, int value, int limit, List<String> complaints) {
        if (value < 1 || value > limit) complaints.add(name + "=" + value + " is out of range: use 1 to " + limit);
    }

    private static void size(BlockDevice device, List<String> complaints) {
        try {
            ByteSize size = ByteSize.parse(device.size());
            if (size.bytes() < PAGE) {
                complaints.add("size=\"" + device.size() + "\" is too small: use at least one page, 4k");
            } else if (size.bytes() % device.logicalBlockSize() != 0) {
                complaints.add("size=\"" + device.size() + "\" is not a multiple of logicalBlockSize=" + device
                        .logicalBlockSize());
            }
        } catch (IllegalArgumentException e) {
            complaints.add("size: " + e.getMessage());
        }
    }

    private static void driver(BlockDevice device, List<String> complaints) {
        try {
            Class<? extends Driver> driver = device.driver();
            if (driver.isInterface() || Modifier.isAbstract(driver.getModifiers())) {
                complaints.add("driver=" + driver.getName() + " is abstract: use a class that can be made");
            } else if (!Modifier.isPublic(driver.getModifiers())) {
                complaints.add("driver=" + driver.getName() + " is not public");
            } else if (driver.getEnclosingClass() != null && !Modifier.isStatic(driver.getModifiers())) {
                complaints.add("driver=" + driver.getName() + " is an inner class: make it static");
            } else if (Stream.of(driver.getConstructors()).noneMatch(constructor -> constructor.getParameterCount() == 0)) {
                complaints.add("driver=" + driver.getName() + " has no public constructor without parameters");
            }
        } catch (TypeNotPresentException | LinkageError | ArrayStoreException e) {
            complaints.add("driver cannot be loaded: " + e.getMessage());
        }
    }
}
