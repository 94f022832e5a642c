package io.github.blkunit.engine;

import java.util.Optional;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * Hides {@code @BlockDevice} classes from every engine but blkunit's own, so that nothing runs twice. Found by the launcher through
 * {@code ServiceLoader}; the launcher in the guest does without.
 */
public final class DeviceClassFilter implements PostDiscoveryFilter {

    @Override
    public FilterResult apply(TestDescriptor node) {
        if (isOurs(node.getUniqueId())) return FilterResult.included("blkunit runs it");
        for (Optional<? extends TestDescriptor> up = Optional.of(node); up.isPresent(); up = up.get().getParent()) {
            if (up.get().getSource().orElse(null) instanceof ClassSource source
                    && DeviceClassSelectors.isDeviceClass(source.getClassName())) {
                return FilterResult.excluded("a @BlockDevice class: only the engine blkunit runs it");
            }
        }
        return FilterResult.included("not a @BlockDevice class");
    }

    private static boolean isOurs(UniqueId id) {
        return id.getSegments().stream()
                .anyMatch(segment -> segment.getType().equals("engine") && segment.getValue().startsWith(BlkunitEngine.ID));
    }
}
