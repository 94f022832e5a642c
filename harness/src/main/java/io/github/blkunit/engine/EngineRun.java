package io.github.blkunit.engine;

import io.github.blkunit.ByteSize;
import java.io.PrintStream;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.platform.engine.ExecutionRequest;

/** One execution of the engine: its classes, with the machines behind them, and nothing left afterwards. */
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
        int room = HostRoom.now().machines(memory());
        Parallelism parallelism = Parallelism.of(request.getConfigurationParameters(), room);
        try (Machines machines = new Machines(source, settings, cpus(), out)) {
            Thread hook = new Thread(machines::close, "blkunit-shutdown");
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                execute(new RunContext(request, settings, machines, output(parallelism), out), parallelism, room);
            } finally {
                remove(hook);
            }
        }
    }

    private void execute(RunContext context, Parallelism parallelism, int room) {
        Set<DeviceClassDescriptor> left = Collections.synchronizedSet(new LinkedHashSet<>(root.classes()));
        boolean interrupted = false;
        try (NextMachine next = new NextMachine(context, parallelism, left)) {
            EarlyStarts early = settings.early() && parallelism.machines() == 1 && room > 1 ? next : EarlyStarts.none();
            ClassSchedule schedule = new ClassSchedule(parallelism, type -> {
                if (context.isCancelled()) return;
                left.remove(type);
                new ClassExecution(type, context, new ClassClock(context.listener()), early).execute();
            });
            schedule.run(root.classes());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        for (DeviceClassDescriptor type : left) request.getEngineExecutionListener().executionSkipped(type, CANCELLED);
        if (interrupted) Thread.currentThread().interrupt();
    }

    private OutputStyle output(Parallelism parallelism) {
        if (!settings.printOutput()) return OutputStyle.none();
        return parallelism.machines() == 1 ? OutputStyle.live(out, err) : OutputStyle.inOnePiece(out, err);
    }

    private ByteSize memory() {
        return settings.vm().memory().orElse(Machines.MEMORY);
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
