package io.github.blkunit.perf.engine;

import io.github.blkunit.perf.NotSlowerThan;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;

/** Runs the workloads of {@link NotSlowerThan} classes. Their other tests, if they have any, are the engine {@code blkunit}'s affair. */
public final class PerfEngine implements TestEngine {
    /** The engine's id. */
    public static final String ID = "blkunit-perf";

    private static final EngineDiscoveryRequestResolver<TestDescriptor> RESOLVER = EngineDiscoveryRequestResolver.builder()
            .addClassContainerSelectorResolver(type -> type.isAnnotationPresent(NotSlowerThan.class)).addSelectorResolver(
                    context -> new GateClassResolver(context.getClassNameFilter()))
            .build();

    @Override
    public String getId() { return ID; }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId uniqueId) {
        EngineDescriptor engine = new EngineDescriptor(uniqueId, "blkunit performance");
        RESOLVER.resolve(request, engine);
        return engine;
    }

    @Override
    public void execute(ExecutionRequest request) {
        TestDescriptor root = request.getRootTestDescriptor();
        var listener = request.getEngineExecutionListener();
        listener.executionStarted(root);
        boolean interrupted = false;
        for (TestDescriptor child : root.getChildren()) {
            if (interrupted || request.getCancellationToken().isCancellationRequested()) {
                listener.executionSkipped(child, "Execution cancelled");
                continue;
            }
            interrupted = new GateExecution((GateClass) child, request).execute();
        }
        listener.executionFinished(root, TestExecutionResult.successful());
        if (interrupted) { Thread.currentThread().interrupt(); }
    }
}
