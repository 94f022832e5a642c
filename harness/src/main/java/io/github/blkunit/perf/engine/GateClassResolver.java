package io.github.blkunit.perf.engine;

import io.github.blkunit.perf.NotSlowerThan;
import io.github.blkunit.perf.guest.WorkloadMethods;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.discovery.SelectorResolver;

/** Classes with {@link NotSlowerThan} and their workload methods, from classes, methods and unique ids. Loads classes, starts nothing. */
record GateClassResolver(Predicate<String> names) implements SelectorResolver {

    @Override
    public Resolution resolve(ClassSelector selector, Context context) {
        Class<?> type = selector.getJavaClass();
        if (!type.isAnnotationPresent(NotSlowerThan.class) || java.lang.reflect.Modifier.isAbstract(type.getModifiers()) || !names
                .test(
                        type.getName())) {
            return Resolution.unresolved();
        }
        return context.addToParent(parent -> Optional.of(new GateClass(parent.getUniqueId().append(GateClass.SEGMENT, type
                .getName()), type))).map(found -> Resolution.match(Match.exact(found, () -> methods(type)))).orElseGet(
                        Resolution::unresolved);
    }

    private static Set<DiscoverySelector> methods(Class<?> type) {
        Set<DiscoverySelector> selectors = new LinkedHashSet<>();
        for (Method method : WorkloadMethods.in(type)) { selectors.add(DiscoverySelectors.selectMethod(type, method)); }
        return selectors;
    }

    @Override
    public Resolution resolve(MethodSelector selector, Context context) {
        Class<?> type = selector.getJavaClass();
        if (!type.isAnnotationPresent(NotSlowerThan.class)) { return Resolution.unresolved(); }
        return WorkloadMethods.in(type).stream().filter(method -> method.getName().equals(selector.getMethodName())).findFirst()
                .flatMap(method -> add(type, method, context)).map(found -> Resolution.match(Match.exact(found))).orElseGet(
                        Resolution::unresolved);
    }

    private static Optional<TestDescriptor> add(Class<?> type, Method method, Context context) {
        return context.addToParent(() -> DiscoverySelectors.selectClass(type), parent -> Optional.of(new WorkloadTest(parent
                .getUniqueId().append(WorkloadTest.SEGMENT, method.getName()), type, method)));
    }

    @Override
    public Resolution resolve(UniqueIdSelector selector, Context context) {
        UniqueId.Segment last = selector.getUniqueId().getLastSegment();
        return switch (last.getType()) {
            case GateClass.SEGMENT -> resolve(DiscoverySelectors.selectClass(last.getValue()), context);
            case WorkloadTest.SEGMENT -> {
                UniqueId.Segment parent = selector.getUniqueId().removeLastSegment().getLastSegment();
                yield resolve(DiscoverySelectors.selectMethod(parent.getValue(), last.getValue()), context);
            }
            default -> Resolution.unresolved();
        };
    }
}
