package io.github.blkunit.engine;

import java.io.PrintStream;
import org.junit.platform.engine.ExecutionRequest;

/** One execution of the engine: class after class, with the machines behind them, and nothing left afterwards. */
final class EngineRun {
    static final String CANCELLED = "Execution cancelled";
    /** More virtual CPUs than that make a guest slow instead of giving a device its queues. */
    private static final int MAX_CPUS = 32;
    private static final int MIN_CPUS = 4;

    private final ExecutionRequest request;
    private final BlkunitDescriptor root;
    private final EngineSettings settings;
    private final MachineSource source;
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    EngineRun(ExecutionRequest request, EngineSettings settings, MachineSource source) {
        this.request = request;
        this.settings = settings;
        this.root = (BlkunitDescriptor) request.getRootTestDescriptor();
        this.source = source;
    }

    void execute() {
        try (Machines machines = new Machines(source, settings, cpus(), out)) {
            Thread hook = new Thread(machines::close, "blkunit-shutdown");
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                execute(new RunContext(request, settings, machines, out, err));
            } finally {
                remove(hook);
            }
        }
    }

    private void execute(RunContext context) {
        boolean interrupted = false;
        for (DeviceClassDescriptor type : root.classes()) {
            if (interrupted || context.isCancelled()) {
                request.getEngineExecutionListener().executionSkipped(type, CANCELLED);
                continue;
            }
            try {
                new ClassExecution(type, context).execute();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private int cpus() {
        int queues = root.classes().stream().mapToInt(type -> type.device().configuration().queues()).max().orElse(1);
        return Math.clamp(queues, MIN_CPUS, MAX_CPUS);
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down, and the hook does its work.
        }
    }
}
