package io.github.blkunit.extension;

import io.github.blkunit.Device;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Brings the device of a {@code @BlockDevice} class up and down, and injects it. In the guest the device is up once per top-level class:
 * before its {@code @BeforeAll}, or before its constructor if that asks for it, until after {@code @AfterAll}. On the host it disables the
 * class, for launchers that ignore the filter that hides it from the host's Jupiter.
 */
public final class DeviceExtension implements ExecutionCondition, BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(DeviceExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return GuestParameters.present(context::getConfigurationParameter)
                ? ConditionEvaluationResult.enabled("runs in a blkunit machine")
                : ConditionEvaluationResult.disabled(
                        "@BlockDevice classes run in a machine, by the engine 'blkunit', not on the host");
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        underTest(context).device();
    }

    /** Here rather than with the store, so that what the driver complains of is the failure of the class, in the driver's words. */
    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (topLevelClass(context) == context) underTest(context).close();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Device.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return underTest(context).deviceOrProblem();
    }

    static DeviceUnderTest underTest(ExtensionContext context) {
        ExtensionContext top = topLevelClass(context);
        return top.getStore(NAMESPACE).computeIfAbsent(DeviceUnderTest.class, key -> DeviceUnderTest.bringUp(top),
                DeviceUnderTest.class);
    }

    /** The outermost context below the engine's. */
    private static ExtensionContext topLevelClass(ExtensionContext context) {
        ExtensionContext top = context;
        while (top.getParent().isPresent() && top.getParent().get().getParent().isPresent())
            top = top.getParent().get();
        return top;
    }
}
