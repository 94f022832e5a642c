package io.github.blkunit.engine;

import io.github.blkunit.FreshBoot;
import io.github.blkunit.MachinePerTest;
import java.util.Set;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;

/** A test class with one device configuration. */
final class DeviceClassDescriptor extends MirrorDescriptor {
    private final Class<?> testClass;
    private final DeviceRequest device;

    DeviceClassDescriptor(TestDescriptor original, UniqueId id, String displayName, Class<?> testClass, DeviceRequest device) {
        super(id, displayName, original.getLegacyReportingName(), original.getSource().orElseGet(() -> ClassSource.from(
                testClass)),
                original.getType(), Set.copyOf(original.getTags()), original.mayRegisterTests());
        this.testClass = testClass;
        this.device = device;
    }

    Class<?> testClass() {
        return testClass;
    }

    MachineStart start() {
        return AnnotationSupport.isAnnotated(testClass, FreshBoot.class) ? MachineStart.BOOT : MachineStart.CLONE;
    }

    boolean hasMachinePerTest() { return AnnotationSupport.isAnnotated(testClass, MachinePerTest.class); }

    /** How many of so many tests that are left go into the next machine. */
    int turn(int left) {
        return hasMachinePerTest() ? Math.min(1, left) : left;
    }

    DeviceRequest device() {
        return device;
    }
}
