package io.github.blkunit.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.DiscoverySelectorIdentifier;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.IterationSelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.discovery.NestedClassSelector;
import org.junit.platform.engine.discovery.NestedMethodSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;

/**
 * What of a request the test tree does not show: single invocations of a leaf, and which configurations of a class unique ids name.
 * Jupiter keeps such things inside of its own descriptors, and a copy of the tree loses them.
 */
final class Selection {
    private final UniqueId root;
    private final List<DiscoverySelector> selectors;

    Selection(EngineDiscoveryRequest request, UniqueId root) {
        this.root = root;
        DeviceClassSelectors ours = new DeviceClassSelectors(root);
        this.selectors = request.getSelectorsByType(DiscoverySelector.class).stream().filter(ours::isOurs)
                .map(DiscoverySelector.class::cast).toList();
    }

    boolean isEmpty() { return selectors.isEmpty(); }

    /** Whether a leaf that Jupiter found is selected for the configuration with this number ({@code #1}). */
    boolean includes(TestDescriptor leaf, String device) {
        for (DiscoverySelector selector : selectors) {
            if (!(selector instanceof UniqueIdSelector unique)) {
                if (covers(selector, leaf) || iterates(selector, leaf)) return true;
                continue;
            }
            UniqueId id = Ids.withoutDevice(root, unique.getUniqueId());
            boolean related = leaf.getUniqueId().hasPrefix(id) || id.hasPrefix(leaf.getUniqueId());
            if (related && names(unique, device)) return true;
        }
        return false;
    }

    /** The selectors that make the guest run what was asked for of a leaf of ours. */
    List<String> forGuest(TestDescriptor leaf) {
        UniqueId plain = Ids.withoutDevice(root, leaf.getUniqueId());
        String device = Ids.device(leaf.getUniqueId());
        List<String> parts = new ArrayList<>();
        for (DiscoverySelector selector : selectors) {
            if (selector instanceof UniqueIdSelector unique) {
                UniqueId id = Ids.withoutDevice(root, unique.getUniqueId());
                if (!names(unique, device)) continue;
                if (plain.hasPrefix(id)) return whole(leaf);
                if (id.hasPrefix(plain)) parts.add(uid(id));
            } else if (covers(selector, leaf)) {
                return whole(leaf);
            } else if (iterates(selector, leaf)) {
                selector.toIdentifier().map(DiscoverySelectorIdentifier::toString).ifPresent(parts::add);
            }
        }
        return parts.isEmpty() ? whole(leaf) : parts;
    }

    private List<String> whole(TestDescriptor leaf) {
        return List.of(uid(leaf.getUniqueId()));
    }

    private String uid(UniqueId id) {
        return DiscoverySelectors.selectUniqueId(Ids.toGuest(root, id)).toIdentifier().orElseThrow().toString();
    }

    /** An id that names no configuration means all of them. */
    private static boolean names(UniqueIdSelector selector, @Nullable String device) {
        String named = Ids.device(selector.getUniqueId());
        return named == null || device == null || named.equals(device);
    }

    /** Whether a selector, other than a unique id, is about the whole leaf. */
    private static boolean covers(DiscoverySelector selector, TestDescriptor leaf) {
        return switch (selector) {
            case IterationSelector iteration -> false;
            case UniqueIdSelector unique -> false;
            case ClassSelector type -> isInside(leaf, type.getClassName());
            case NestedClassSelector nested -> isInside(leaf, nested.getNestedClassName());
            case MethodSelector method -> isMethod(leaf, method.getClassName(), method.getMethodName());
            case NestedMethodSelector nested -> isMethod(leaf, nested.getNestedClassName(), nested.getMethodName());
            default -> true;
        };
    }

    private static boolean iterates(DiscoverySelector selector, TestDescriptor leaf) {
        return selector instanceof IterationSelector iteration
                && (covers(iteration.getParentSelector(), leaf) || iteration.getParentSelector() instanceof UniqueIdSelector);
    }

    private static boolean isInside(TestDescriptor leaf, String className) {
        for (Optional<? extends TestDescriptor> node = Optional.of(leaf); node.isPresent(); node = node.get().getParent()) {
            if (node.get().getSource().orElse(null) instanceof ClassSource type && type.getClassName().equals(className))
                return true;
        }
        return false;
    }

    /** The method may be declared by a superclass, so its class is that of the node around it. */
    private static boolean isMethod(TestDescriptor leaf, String className, String methodName) {
        return leaf.getSource().orElse(null) instanceof MethodSource method && method.getMethodName().equals(methodName)
                && (method.getClassName().equals(className) || isInside(leaf, className));
    }
}
