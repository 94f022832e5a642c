package io.github.blkunit.blktests.check;

import io.github.blkunit.Device;
import io.github.blkunit.blktests.Upstream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;

/**
 * One upstream id.
 *
 * @param id such as {@code block/003}
 * @param description a few words
 * @param givenDevice whether it runs against the device of the command line, and not against devices of its own
 * @param tags group, {@code quick} or {@code timed}, others
 * @param methods that test it, by name
 */
record PortedTest(String id, String description, boolean givenDevice, Set<String> tags, List<Method> methods) {
    PortedTest {
        tags = Set.copyOf(tags);
        methods = List.copyOf(methods);
    }

    /** The test of a type with {@link Upstream}. */
    static PortedTest of(Class<?> type, List<Method> methods) {
        Upstream upstream = type.getAnnotation(Upstream.class);
        Set<String> tags = new TreeSet<>();
        for (Method method : methods) {
            AnnotationSupport.findRepeatableAnnotations(method, Tag.class).forEach(tag -> tags.add(tag.value()));
        }
        boolean given = methods.stream().flatMap(method -> Arrays.stream(method.getParameterTypes())).anyMatch(
                Device.class::equals);
        return new PortedTest(upstream.id(), words(type.getSimpleName()), given, tags, methods);
    }

    String group() { return id.substring(0, id.indexOf('/')); }

    /** Its three digits. */
    String number() { return id.substring(id.indexOf('/') + 1); }

    boolean quick() { return tags.contains("quick"); }

    boolean timed() { return tags.contains("timed"); }

    /** Its methods in a class, or in each class that is nested in that one. */
    List<DiscoverySelector> selectors(Class<?> testClass) {
        List<Class<?>> nested = Arrays.stream(testClass.getDeclaredClasses()).filter(type -> type.isAnnotationPresent(
                Nested.class)).toList();
        return methods.stream().flatMap(method -> nested.isEmpty() ? Stream.of(selector(testClass, method)) : nested.stream().map(
                type -> selector(testClass, type, method))).toList();
    }

    private static DiscoverySelector selector(Class<?> testClass, Method method) {
        return DiscoverySelectors.selectMethod(testClass, method.getName(), method.getParameterTypes());
    }

    private static DiscoverySelector selector(Class<?> outer, Class<?> nested, Method method) {
        return DiscoverySelectors.selectNestedMethod(List.of(outer), nested, method.getName(), method.getParameterTypes());
    }

    /** Block017InFlightCounters is "in flight counters". */
    private static String words(String typeName) {
        return typeName.replaceFirst("^[A-Za-z]+\\d{3}", "").replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
