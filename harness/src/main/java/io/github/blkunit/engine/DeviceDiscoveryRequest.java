package io.github.blkunit.engine;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.DiscoveryFilter;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.EngineDiscoveryListener;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.SelectorResolutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;

/** A request as Jupiter may see it from us: only {@code @BlockDevice} classes, and no second report of what is wrong with others. */
final class DeviceDiscoveryRequest implements EngineDiscoveryRequest {
    private final EngineDiscoveryRequest request;
    private final DeviceClassSelectors selectors;

    DeviceDiscoveryRequest(EngineDiscoveryRequest request, UniqueId root) {
        this.request = request;
        this.selectors = new DeviceClassSelectors(root);
    }

    @Override
    public <T extends DiscoverySelector> List<T> getSelectorsByType(Class<T> type) {
        List<T> kept = new ArrayList<>();
        for (DiscoverySelector selector : selectors.keep(request.getSelectorsByType(DiscoverySelector.class))) {
            if (type.isInstance(selector)) kept.add(type.cast(selector));
        }
        return kept;
    }

    @Override
    public <T extends DiscoveryFilter<?>> List<T> getFiltersByType(Class<T> type) {
        List<T> filters = new ArrayList<>(request.getFiltersByType(type));
        if (type == ClassNameFilter.class) {
            filters.add(type.cast(new DeviceClassNames()));
        }
        return filters;
    }

    @Override
    public ConfigurationParameters getConfigurationParameters() { return request.getConfigurationParameters(); }

    @Override
    public EngineDiscoveryListener getDiscoveryListener() {
        EngineDiscoveryListener listener = request.getDiscoveryListener();
        return new EngineDiscoveryListener() {
            @Override
            public void selectorProcessed(UniqueId engine, DiscoverySelector selector, SelectorResolutionResult result) {
                if (selector instanceof UniqueIdSelector) listener.selectorProcessed(engine, selector, result);
            }

            @Override
            public void issueEncountered(UniqueId engine, DiscoveryIssue issue) {
                if (issue.source().filter(DeviceDiscoveryRequest::isOurs).isPresent()) listener.issueEncountered(engine, issue);
            }
        };
    }

    @Override
    public OutputDirectoryCreator getOutputDirectoryCreator() { return request.getOutputDirectoryCreator(); }

    private static boolean isOurs(TestSource source) {
        return switch (source) {
            case ClassSource type -> DeviceClassSelectors.isDeviceClass(type.getClassName());
            case MethodSource method -> DeviceClassSelectors.isDeviceClass(method.getClassName());
            default -> false;
        };
    }

    /** Keeps Jupiter's scanning of packages and class path roots to our classes. */
    private static final class DeviceClassNames implements ClassNameFilter {
        @Override
        public FilterResult apply(String className) {
            return FilterResult.includedIf(DeviceClassSelectors.isDeviceClass(className));
        }
    }
}
