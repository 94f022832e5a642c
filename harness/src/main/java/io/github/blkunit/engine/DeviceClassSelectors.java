package io.github.blkunit.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.IterationSelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.discovery.NestedClassSelector;
import org.junit.platform.engine.discovery.NestedMethodSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;

/** Which selectors of a request can be about {@code @BlockDevice} classes, in the form in which Jupiter understands them. */
final class DeviceClassSelectors {
    private final UniqueId root;

    DeviceClassSelectors(UniqueId root) { this.root = root; }

    List<DiscoverySelector> keep(List<? extends DiscoverySelector> selectors) {
        List<DiscoverySelector> kept = new ArrayList<>();
        for (DiscoverySelector selector : selectors) {
            if (selector instanceof UniqueIdSelector unique) {
                if (isOurs(unique)) kept.add(DiscoverySelectors.selectUniqueId(Ids.withoutDevice(root, unique.getUniqueId())));
            } else if (isOurs(selector)) {
                kept.add(selector);
            }
        }
        return kept;
    }

    /** Selectors of packages, class path roots and so on may be anybody's; a class name filter looks after them. */
    boolean isOurs(DiscoverySelector selector) {
        return switch (selector) {
            case UniqueIdSelector unique -> unique.getUniqueId().hasPrefix(root) && !unique.getUniqueId().equals(root);
            case IterationSelector iteration -> isOurs(iteration.getParentSelector());
            case ClassSelector type -> isDeviceClass(type.getClassName());
            case MethodSelector method -> isDeviceClass(method.getClassName());
            case NestedClassSelector nested -> isDeviceClass(nested.getNestedClassName());
            case NestedMethodSelector nested -> isDeviceClass(nested.getNestedClassName());
            default -> true;
        };
    }

    /** What cannot be loaded is not ours; Jupiter says what is wrong with it. */
    static boolean isDeviceClass(String name) {
        try {
            Optional<Class<?>> type = ReflectionSupport.tryToLoadClass(name).toOptional();
            return type.isPresent() && DeviceAnnotations.deviceClass(type.get()) != null;
        } catch (LinkageError e) {
            return false;
        }
    }
}
