package io.github.blkunit.blktests.check;

import io.github.blkunit.blktests.Upstream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** All ported tests, in the order of their ids. */
final class Catalogue {
    private Catalogue() {}

    /** The tests that a class inherits from its groups. */
    static List<PortedTest> of(Class<?> testClass) {
        List<Method> methods = Arrays.stream(testClass.getMethods())
                .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                .filter(method -> method.getDeclaringClass().isAnnotationPresent(Upstream.class))
                .sorted(Comparator.comparing(Method::getName)).toList();
        Map<Class<?>, List<Method>> byType = new LinkedHashMap<>();
        for (Method method : methods) {
            byType.computeIfAbsent(method.getDeclaringClass(), type -> new ArrayList<>()).add(method);
        }
        return byType.entrySet().stream().map(entry -> PortedTest.of(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(PortedTest::id)).toList();
    }
}
