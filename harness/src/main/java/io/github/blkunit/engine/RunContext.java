package io.github.blkunit.engine;

import io.github.blkunit.counts.Reference;
import io.github.blkunit.extension.GuestParameters;
import java.io.PrintStream;
import io.github.blkunit.engine.GuestTree.Node;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.UniqueId;

/** What the classes of a run share. May be used from several threads. */
final class RunContext {
    private final ExecutionRequest request;
    private final EngineSettings settings;
    private final Machines machines;
    private final OutputStyle output;
    private final PrintStream log;
    private final AtomicLong runs = new AtomicLong();

    RunContext(ExecutionRequest request, EngineSettings settings, Machines machines, OutputStyle output, PrintStream log) {
        this.request = request;
        this.settings = settings;
        this.machines = machines;
        this.output = output;
        this.log = log;
    }

    EngineExecutionListener listener() {
        return request.getEngineExecutionListener();
    }

    EngineSettings settings() {
        return settings;
    }

    Machines machines() {
        return machines;
    }

    UniqueId root() {
        return request.getRootTestDescriptor().getUniqueId();
    }

    Selection selection() {
        return ((BlkunitDescriptor) request.getRootTestDescriptor()).selection();
    }

    /** What the guest's Jupiter is to select, to run these. */
    private List<String> selectors(List<Node> leaves) {
        Set<String> selectors = new LinkedHashSet<>();
        for (Node leaf : leaves) selectors.addAll(selection().forGuest(leaf.descriptor));
        return List.copyOf(selectors);
    }

    /** What the next machine of a class is to run, of the leaves that are left; empty if none are. */
    List<String> nextTurn(DeviceClassDescriptor type, List<Node> left) {
        return selectors(left.subList(0, type.turn(left.size())));
    }

    boolean isCancelled() { return request.getCancellationToken().isCancellationRequested(); }

    RunOutput newOutput() {
        return new RunOutput(output);
    }

    /** A line about the run itself; nothing if it is empty. */
    void say(String line) {
        if (!line.isEmpty()) log.println(line);
    }

    long nextRun() {
        return runs.incrementAndGet();
    }

    /**
     * What Jupiter in the guest is to know: the user's own JUnit parameters, but not those about this JVM's files and threads, and the
     * device. The guest reads {@code junit-platform.properties} of the shipped class path by itself.
     */
    Map<String, String> guestParameters(DeviceRequest device) {
        Map<String, String> parameters = new LinkedHashMap<>();
        ConfigurationParameters ours = request.getConfigurationParameters();
        for (String key : ours.keySet()) {
            if (isForGuest(key)) ours.get(key).ifPresent(value -> parameters.put(key, value));
        }
        // Given as a system property of the host, which the loop above does not list.
        ours.get(Reference.UPDATE).ifPresent(value -> parameters.put(Reference.UPDATE, value));
        // The host's own output capture and parallelism would be in force in the guest through its properties file.
        parameters.put("junit.platform.output.capture.stdout", "false");
        parameters.put("junit.platform.output.capture.stderr", "false");
        parameters.put("junit.jupiter.execution.parallel.enabled", "false");
        parameters.putAll(GuestParameters.of(device.driver(), device.configuration()));
        return parameters;
    }

    private static boolean isForGuest(String key) {
        boolean jupiters = key.startsWith("junit.jupiter.") && !key.startsWith("junit.jupiter.execution.parallel.");
        return jupiters || key.startsWith("blkunit.");
    }
}
