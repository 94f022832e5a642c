package io.github.blkunit.blktests.support;

import io.github.blkunit.blktests.Needs;
import io.github.blkunit.driver.KernelModule;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests whose {@link Needs} the machine does not meet. */
public final class NeedsCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        // Every method is asked for by its own type: a class that joins a group has the needs of all its tests.
        return context.getTestMethod().map(Method::getDeclaringClass).map(type -> type.getAnnotation(Needs.class))
                .map(needs -> evaluate(needs, System.getenv().getOrDefault("PATH", "")))
                .orElseGet(() -> ConditionEvaluationResult.enabled("needs nothing"));
    }

    static ConditionEvaluationResult evaluate(Needs needs, String searchPath) {
        List<String> missing = new ArrayList<>();
        for (String module : needs.modules()) {
            if (!isAvailable(module)) { missing.add("kernel module " + module + " is not available"); }
        }
        for (String module : needs.loadable()) { ModuleUse.obstacle(module).ifPresent(missing::add); }
        for (String parameter : needs.parameters()) {
            if (!hasParameter(parameter)) { missing.add("kernel module parameter " + parameter + " is not available"); }
        }
        for (String option : needs.options()) { KernelOption.obstacle(option).ifPresent(missing::add); }
        for (String folder : needs.folders()) {
            if (!Files.isDirectory(Path.of(folder))) { missing.add("the kernel has no folder " + folder); }
        }
        for (String controller : needs.controllers()) {
            if (!Cgroup.hasController(controller)) { missing.add("cgroup version 2 has no controller " + controller); }
        }
        int cpus = Runtime.getRuntime().availableProcessors();
        if (cpus < needs.cpus()) { missing.add("the machine has " + cpus + " CPUs online of " + needs.cpus() + " needed"); }
        for (String program : needs.programs()) {
            if (!isInstalled(program, searchPath)) { missing.add("program " + program + " is not on the PATH"); }
        }
        if (!needs.kernel().isEmpty() && KernelVersion.running().compareTo(KernelVersion.parse(needs.kernel())) < 0) {
            missing.add("the kernel is older than " + needs.kernel() + ": " + System.getProperty("os.version"));
        }
        return missing.isEmpty() ? ConditionEvaluationResult.enabled("all needs are met")
                : ConditionEvaluationResult.disabled(String.join("; ", missing));
    }

    private static boolean hasParameter(String moduleAndName) {
        String[] parts = moduleAndName.split("/", 2);
        return ModuleUse.hasParameter(parts[0], parts[1]);
    }

    private static boolean isInstalled(String program, String searchPath) {
        for (String folder : searchPath.split(":", -1)) {
            if (Files.isExecutable(Path.of(folder.isEmpty() ? "." : folder, program))) { return true; }
        }
        return false;
    }

    private static boolean isAvailable(String module) {
        try {
            return new KernelModule(module).isAvailable();
        } catch (IOException e) {
            return false; // without modprobe nothing can be loaded, and it is not loaded yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
