package io.github.blkunit.engine;

import java.lang.reflect.Method;
import java.util.Locale;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.support.config.PrefixedConfigurationParameters;
import org.junit.platform.engine.support.hierarchical.DefaultParallelExecutionConfigurationStrategy;

import io.github.blkunit.fio.Workload;

/**
 * Which classes run at the same time, each in its machine: JUnit's own configuration ({@code junit.jupiter.execution.parallel.*}) and
 * annotations, within what the host can hold. Classes that measure run alone, whatever the configuration says.
 *
 * @param machines the most that there are at once, 1 if nothing runs in parallel
 * @param concurrent whether classes that say nothing may run beside others
 */
record Parallelism(int machines, boolean concurrent) {
    private static final String PREFIX = "junit.jupiter.execution.parallel.";

    /** How a class goes with others. */
    enum Place {
        /** Beside any other that is not {@link #ALONE}. */
        BESIDE_OTHERS,
        /** Beside others, but never beside one of its kind. */
        IN_ORDER,
        /** With no other machine at work. */
        ALONE
    }

    /** @throws IllegalArgumentException if JUnit's configuration is none */
    static Parallelism of(ConfigurationParameters parameters, int room) {
        if (!parameters.getBoolean(PREFIX + "enabled").orElse(false)) return new Parallelism(1, false);
        int wanted = strategy(parameters).createConfiguration(new PrefixedConfigurationParameters(parameters, PREFIX + "config."))
                .getParallelism();
        boolean concurrent = parameters.get(PREFIX + "mode.classes.default").or(() -> parameters.get(PREFIX + "mode.default"))
                .map(mode -> mode.strip().equalsIgnoreCase(ExecutionMode.CONCURRENT.name())).orElse(false);
        return new Parallelism(Math.clamp(wanted, 1, room), concurrent);
    }

    /** As the class says, or the configuration for those that say nothing. */
    Place of(Class<?> testClass) {
        if (AnnotationSupport.isAnnotated(testClass, Isolated.class) || measures(testClass)) return Place.ALONE;
        boolean beside = AnnotationSupport.findAnnotation(testClass, Execution.class)
                .map(execution -> execution.value() == ExecutionMode.CONCURRENT).orElse(concurrent);
        return beside ? Place.BESIDE_OTHERS : Place.IN_ORDER;
    }

    private static boolean measures(Class<?> testClass) {
        return !ReflectionSupport.findMethods(testClass, Parallelism::measures, HierarchyTraversalMode.TOP_DOWN).isEmpty();
    }

    private static boolean measures(Method method) {
        if (AnnotationSupport.isAnnotated(method, Workload.class)) return true;
        for (var parameter : method.getParameters()) {
            if (AnnotationSupport.isAnnotated(parameter, Workload.class)) return true;
        }
        return false;
    }

    private static DefaultParallelExecutionConfigurationStrategy strategy(ConfigurationParameters parameters) {
        String name = parameters.get(PREFIX + "config.strategy").orElse("dynamic");
        return DefaultParallelExecutionConfigurationStrategy.valueOf(name.strip().toUpperCase(Locale.ROOT));
    }
}
