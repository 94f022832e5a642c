package io.github.blkunit.extension;

import io.github.blkunit.Device;
import io.github.blkunit.fio.Fio;
import io.github.blkunit.fio.FioFile;
import io.github.blkunit.fio.FioReport;
import io.github.blkunit.fio.FioResult;
import io.github.blkunit.fio.FioRun;
import io.github.blkunit.fio.Workload;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Runs the {@link Workload} of a test's parameter on the class's device, before the test. */
public final class WorkloadExtension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return parameter.isAnnotated(Workload.class) && (type == FioResult.class || type == FioReport.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Workload workload = parameter.findAnnotation(Workload.class).orElseThrow();
        if (workload.value().isEmpty() == workload.file().isEmpty()) {
            throw new ParameterResolutionException(
                    "@Workload of a parameter needs the name of a @Workload method or a file, and not both: "
                            + workload);
        }
        Device device = DeviceExtension.underTest(context).deviceOrProblem();
        try (FioRun run = start(workload, device, context)) {
            FioReport report = run.awaitReport();
            return parameter.getParameter().getType() == FioReport.class ? report : report.only();
        }
    }

    private static FioRun start(Workload workload, Device device, ExtensionContext context) {
        if (!workload.file().isEmpty()) { return FioFile.resource(workload.file()).startOn(device); }
        return declared(workload.value(), context).startOn(device);
    }

    private static Fio declared(String name, ExtensionContext context) {
        Method method = ReflectionSupport.findMethods(context.getRequiredTestClass(),
                each -> each.getName().equals(name) && each.isAnnotationPresent(Workload.class), HierarchyTraversalMode.TOP_DOWN)
                .stream()
                .findFirst().orElseThrow(() -> new ParameterResolutionException("no method annotated @Workload has this name: "
                        + name
                        + ", class=" + context.getRequiredTestClass().getName()));
        if (method.getReturnType() != Fio.class || method.getParameterCount() != 0) {
            throw new ParameterResolutionException("a @Workload method returns a Fio and takes no parameters: " + method);
        }
        try {
            method.setAccessible(true);
            return (Fio) method.invoke(context.getRequiredTestInstance());
        } catch (InvocationTargetException e) {
            throw new ParameterResolutionException("the workload " + name + " cannot be made: " + e.getCause(), e);
        } catch (IllegalAccessException e) {
            throw new ParameterResolutionException("the workload " + name + " cannot be made: " + e, e);
        }
    }
}
