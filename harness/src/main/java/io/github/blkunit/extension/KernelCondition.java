package io.github.blkunit.extension;

import io.github.blkunit.Kernel;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.RunningKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips what asks for another {@link Kernel}. Looks in the guest only: the host's kernel says nothing. */
public final class KernelCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<Kernel> asked = AnnotationSupport.findAnnotation(context.getElement(), Kernel.class);
        if (asked.isEmpty() || !GuestParameters.present(context::getConfigurationParameter)) {
            return ConditionEvaluationResult.enabled("asks nothing of the kernel");
        }
        List<String> missing = missing(asked.get());
        return missing.isEmpty() ? ConditionEvaluationResult.enabled("the kernel has what is asked for")
                : ConditionEvaluationResult.disabled("the kernel " + RunningKernel.release() + " will not do: " + String.join(
                        "; ", missing)
                        + " (choose another with -Dblkunit.kernel=" + (asked.get().value().isEmpty() ? "..." : asked.get()
                                .value()) + ")");
    }

    private static List<String> missing(Kernel asked) {
        List<String> missing = new ArrayList<>();
        if (!RunningKernel.release().contains(asked.value())) { missing.add("it is not the flavour " + asked.value()); }
        if (!RunningKernel.isAtLeast(asked.atLeast())) { missing.add("it is older than " + asked.atLeast()); }
        for (String option : asked.options()) {
            try {
                if (!RunningKernel.has(option)) { missing.add(option + " is not set"); }
            } catch (DriverException e) {
                missing.add(option + " cannot be looked up: " + e.getMessage());
            }
        }
        return missing;
    }
}
