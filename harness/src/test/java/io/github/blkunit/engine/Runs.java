package io.github.blkunit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/** Runs the engine on fake machines, and checks of every run what every run owes its listeners. */
final class Runs {
    private static final PrintStream OUT = System.out;
    private static final PrintStream ERR = System.err;

    private Runs() {}

    static EngineTestKit.Builder kit(MachineSource machines) {
        System.setOut(OUT); // a fake guest that died may have left its own
        System.setErr(ERR);
        return EngineTestKit.engine(new BlkunitEngine(settings -> machines))
                .configurationParameter("blkunit.artefacts", "target/fake-artefacts")
                .configurationParameter("blkunit.silence.timeout", "5s");
    }

    static EngineExecutionResults of(MachineSource machines, Class<?>... types) {
        return checked(kit(machines).selectors(DiscoverySelectors.selectClasses(types).toArray(DiscoverySelector[]::new))
                .execute());
    }

    /** Every node ends once, after its children and before its parent; what was skipped has no events of its children. */
    static EngineExecutionResults checked(EngineExecutionResults results) {
        Map<UniqueId, String> states = new HashMap<>();
        for (Event event : results.allEvents().list()) {
            UniqueId id = event.getTestDescriptor().getUniqueId();
            String state = states.get(id);
            UniqueId parent = event.getTestDescriptor().getParent().map(TestDescriptor::getUniqueId).orElse(id);
            if (event.getType() == EventType.STARTED) {
                assertThat(state).as("started once: %s", id).isNull();
                if (!parent.equals(id)) assertThat(states.get(parent)).as("parent is open: %s", id).isEqualTo("started");
                states.put(id, "started");
            } else if (event.getType() == EventType.FINISHED) {
                assertThat(state).as("finished after its start: %s", id).isEqualTo("started");
                states.put(id, "finished");
                for (TestDescriptor child : event.getTestDescriptor().getDescendants()) {
                    assertThat(states.get(child.getUniqueId())).as("child is closed: %s", child).isNotEqualTo("started");
                }
            } else if (event.getType() == EventType.SKIPPED) {
                assertThat(state).as("skipped instead of started: %s", id).isNull();
                assertThat(states.get(parent)).as("parent is open: %s", id).isEqualTo("started");
                states.put(id, "skipped");
            } else if (event.getType() != EventType.DYNAMIC_TEST_REGISTERED) {
                assertThat(state).as("entries while open: %s", id).isEqualTo("started");
            }
        }
        assertThat(states).doesNotContainValue("started");
        return results;
    }

    /** Each end of a test or container other than the engine, in order: {@code name SUCCESSFUL}. */
    static List<String> ends(EngineExecutionResults results) {
        List<String> ends = new ArrayList<>();
        for (Event event : results.allEvents().list()) {
            if (event.getTestDescriptor().isRoot()) continue;
            String name = event.getTestDescriptor().getDisplayName();
            if (event.getType() == EventType.FINISHED) {
                ends.add(name + " " + event.getRequiredPayload(TestExecutionResult.class).getStatus());
            } else if (event.getType() == EventType.SKIPPED) {
                ends.add(name + " SKIPPED");
            }
        }
        return ends;
    }

    /** What a node failed or aborted with. */
    static Throwable failure(EngineExecutionResults results, String name) {
        for (Event event : results.allEvents().list()) {
            if (event.getType() == EventType.FINISHED && event.getTestDescriptor().getDisplayName().equals(name)) {
                return event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
            }
        }
        throw new AssertionError("never finished: " + name);
    }
}
