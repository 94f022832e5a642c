package io.github.blkunit.engine;

import io.github.blkunit.BlockDevice;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.DiscoveryIssue.Severity;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.discovery.DiscoveryIssueReporter;

/**
 * Has Jupiter discover {@code @BlockDevice} classes under our id, and copies its tree, once per configuration. Tools call this once per
 * class, so nothing here touches files or machines.
 */
final class HostDiscovery {
    private final EngineDiscoveryRequest request;
    private final UniqueId root;
    private final Selection selection;
    private final DiscoveryIssueReporter issues;

    HostDiscovery(EngineDiscoveryRequest request, UniqueId root) {
        this.request = request;
        this.root = root;
        this.selection = new Selection(request, root);
        this.issues = DiscoveryIssueReporter.deduplicating(DiscoveryIssueReporter.forwarding(request.getDiscoveryListener(),
                root));
    }

    BlkunitDescriptor discover() {
        BlkunitDescriptor tree = new BlkunitDescriptor(root, selection);
        if (selection.isEmpty()) return tree;
        TestDescriptor found = Jupiter.engine().discover(new DeviceDiscoveryRequest(request, root), root);
        for (TestDescriptor child : found.getChildren()) {
            if (child.getSource().orElse(null) instanceof ClassSource source) add(child, source.getJavaClass(), tree);
        }
        return tree;
    }

    private void add(TestDescriptor original, Class<?> testClass, BlkunitDescriptor tree) {
        List<BlockDevice> annotations = DeviceAnnotations.of(testClass);
        if (annotations.isEmpty() || !check(testClass, annotations)) return;
        nestedAnnotations(original);
        List<DeviceRequest> devices = new ArrayList<>();
        for (BlockDevice annotation : annotations) devices.add(DeviceRequest.of(annotation));
        for (int i = 0; i < devices.size(); i++) {
            boolean single = devices.size() == 1;
            int number = i + 1;
            UniqueId id = single ? original.getUniqueId() : Ids.withDevice(root, original.getUniqueId(), number);
            String name = single ? original.getDisplayName() : original.getDisplayName() + " [" + label(devices, i) + "]";
            DeviceClassDescriptor copy = new DeviceClassDescriptor(original, id, name, testClass, devices.get(i));
            copyChildren(original, copy, single ? 0 : number, single ? "" : label(devices, i));
            if (!copy.getChildren().isEmpty() || original.getChildren().isEmpty()) tree.addChild(copy);
        }
    }

    /** Equal configurations are told apart by their number. */
    private static String label(List<DeviceRequest> devices, int index) {
        String label = devices.get(index).label();
        long equal = devices.stream().filter(device -> device.label().equals(label)).count();
        return equal == 1 ? label : label + " #" + (index + 1);
    }

    /**
     * @param number of the configuration, 0 if it is the only one
     * @param label of the configuration, told in reports that know classes and methods only; empty if it is the only one
     */
    private void copyChildren(TestDescriptor original, TestDescriptor copy, int number, String label) {
        for (TestDescriptor child : original.getChildren()) {
            if (child.getChildren().isEmpty() && !selection.includes(child, "#" + Math.max(number, 1))) continue;
            UniqueId id = number == 0 ? child.getUniqueId() : Ids.withDevice(root, child.getUniqueId(), number);
            MirrorDescriptor mirror = MirrorDescriptor.of(child, id, label);
            copyChildren(child, mirror, number, label);
            if (!mirror.getChildren().isEmpty() || child.getChildren().isEmpty()) copy.addChild(mirror);
        }
    }

    private boolean check(Class<?> testClass, List<BlockDevice> annotations) {
        boolean good = true;
        for (BlockDevice annotation : annotations) {
            for (String complaint : DeviceCheck.complaints(annotation)) {
                good = false;
                report(testClass, "@BlockDevice on [" + testClass.getName() + "]: " + complaint + ". The class does not run.");
            }
        }
        return good;
    }

    private void nestedAnnotations(TestDescriptor original) {
        for (TestDescriptor node : original.getDescendants()) {
            if (!(node.getSource().orElse(null) instanceof ClassSource source)) continue;
            for (var annotation : source.getJavaClass().getDeclaredAnnotationsByType(BlockDevice.class)) {
                report(source.getJavaClass(), annotation.annotationType().getSimpleName() + " on the @Nested class ["
                        + source.getClassName() + "] has no effect: a device belongs to a whole top-level class. Put it there.");
            }
        }
    }

    private void report(Class<?> testClass, String message) {
        issues.reportIssue(DiscoveryIssue.builder(Severity.ERROR, message).source(ClassSource.from(testClass)));
    }
}
