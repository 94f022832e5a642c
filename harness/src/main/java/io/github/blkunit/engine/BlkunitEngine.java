package io.github.blkunit.engine;

import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;

/** Runs {@code @BlockDevice} classes inside virtual machines. Found by the JUnit Platform through {@code ServiceLoader}. */
public final class BlkunitEngine implements TestEngine {
    /** The engine's id. */
    public static final String ID = "blkunit";

    private final MachineSources sources;

    /** With machines of the launcher that the configuration asks for. */
    public BlkunitEngine() {
        this(settings -> new LauncherMachines(settings.vm()));
    }

    BlkunitEngine(MachineSources sources) { this.sources = sources; }

    /** Makes the source of machines for a run. */
    interface MachineSources {
        MachineSource create(EngineSettings settings);
    }

    @Override
    public String getId() { return ID; }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId uniqueId) {
        return new HostDiscovery(request, uniqueId).discover();
    }

    @Override
    public void execute(ExecutionRequest request) {
        TestDescriptor root = request.getRootTestDescriptor();
        TestExecutionResult result = TestExecutionResult.successful();
        request.getEngineExecutionListener().executionStarted(root);
        try {
            EngineSettings settings = EngineSettings.of(request.getConfigurationParameters());
            new EngineRun(request, settings, sources.create(settings)).execute();
        } catch (RuntimeException | Error e) {
            result = TestExecutionResult.failed(e);
        } finally {
            request.getEngineExecutionListener().executionFinished(root, result);
        }
    }
}
