package io.github.blkunit.blktests.support;

import io.github.blkunit.blktests.Needs;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.KernelModule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Unloads the modules that a test needs and that were not loaded before it. A module that cannot go, since the test left
 * something of it behind, fails the test.
 */
public final class LoadedModules implements BeforeEachCallback, AfterEachCallback {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(LoadedModules.class);

    private record Absent(List<KernelModule> modules) {}

    @Override
    public void beforeEach(ExtensionContext context) {
        Needs needs = context.getRequiredTestMethod().getDeclaringClass().getAnnotation(Needs.class);
        if (needs == null) { return; }
        List<KernelModule> absent = Stream.of(needs.modules(), needs.loadable()).flatMap(Stream::of).distinct().map(
                KernelModule::new).filter(module -> !module.isPresent()).toList();
        context.getStore(NAMESPACE).put(Absent.class, new Absent(absent));
    }

    @Override
    public void afterEach(ExtensionContext context) throws DriverException {
        Absent absent = context.getStore(NAMESPACE).remove(Absent.class, Absent.class);
        if (absent == null) { return; }
        for (KernelModule module : absent.modules().reversed()) { module.unload(); }
    }
}
