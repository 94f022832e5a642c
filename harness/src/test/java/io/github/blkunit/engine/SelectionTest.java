package io.github.blkunit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectIteration;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

@Timeout(30)
class SelectionTest {
    private static final String CLASS = "[engine:blkunit]/[class:io.github.blkunit.engine.Cases$Many]";
    private static final String TWICE = "[engine:blkunit]/[class:io.github.blkunit.engine.Cases$Twice]";

    @Test
    void oneMethod() {
        assertThat(ran(selectMethod(Cases.Many.class, "g"))).containsExactly("g()");
    }

    @Test
    void oneNestedClass() {
        assertThat(ran(selectClass(Cases.Many.Inner.class))).containsExactly("h()");
    }

    @Test
    void oneTestByUniqueId() {
        assertThat(ran(selectUniqueId(CLASS + "/[nested-class:Inner]/[method:h()]"))).containsExactly("h()");
    }

    @Test
    void oneInvocationByUniqueIdAsARerunDoes() {
        String template = CLASS + "/[test-template:f(java.lang.String)]";
        assertThat(ran(selectUniqueId(template + "/[test-template-invocation:#3]"))).containsExactly("[3] text = \"c\"");
        assertThat(ran(selectUniqueId(template + "/[test-template-invocation:#1]"), selectUniqueId(template
                + "/[test-template-invocation:#4]")))
                .containsExactly("[1] text = \"a\"", "[4] text = \"d\"");
    }

    @Test
    void oneIterationByIndex() {
        assertThat(ran(selectIteration(selectMethod(Cases.Many.class, "f", String.class), 1))).containsExactly(
                "[2] text = \"b\"");
    }

    @Test
    void anInvocationTogetherWithItsClassIsTheClass() {
        assertThat(ran(selectClass(Cases.Many.class), selectUniqueId(CLASS
                + "/[test-template:f(java.lang.String)]/[test-template-invocation:#3]")))
                .hasSize(6);
    }

    @Test
    void oneConfigurationByUniqueId() {
        assertThat(ran(selectUniqueId(TWICE + "/[device:#2]/[method:runs()]"))).containsExactly("runs()");
        assertThat(FakeDriver.last.queues()).isEqualTo(4);
        assertThat(ran(selectUniqueId(TWICE + "/[device:#1]/[test-template:number(int)]/[test-template-invocation:#2]")))
                .containsExactly("[2] number = 2");
        assertThat(FakeDriver.last.queues()).isEqualTo(1);
    }

    @Test
    void everyIdThatAnExecutionReportsSelectsExactlyThatTest() {
        List<String> ids = new ArrayList<>();
        for (var event : Runs.of(FakeMachines.immortal(), Cases.Many.class, Cases.Twice.class).testEvents().finished().list()) {
            ids.add(event.getTestDescriptor().getUniqueId().toString());
        }
        assertThat(ids).hasSize(12);
        for (String id : ids) {
            assertThat(Runs.checked(Runs.kit(FakeMachines.immortal()).selectors(selectUniqueId(id)).execute()).testEvents()
                    .finished().list())
                    .extracting(event -> event.getTestDescriptor().getUniqueId().toString()).containsExactly(id);
        }
    }

    @Test
    void inAPlainLauncherNothingRunsTwiceAndPlainClassesStayWithJupiter() {
        List<String> finished = launched(LauncherDiscoveryRequestBuilder.discoveryRequest()
                .selectors(selectClass(Cases.Three.class), selectClass(Cases.Plain.class)).build());
        assertThat(finished).containsExactlyInAnyOrder("blkunit a()", "blkunit b()", "blkunit c()",
                "junit-jupiter runsOnTheHost()");
    }

    @Test
    void tagsSelect() {
        List<String> finished = launched(LauncherDiscoveryRequestBuilder.discoveryRequest().selectors(selectClass(
                Cases.Everything.class))
                .filters(TagFilter.includeTags("chatty")).configurationParameter("blkunit.artefacts", "target/fake-artefacts")
                .build());
        assertThat(finished).containsExactly("blkunit i_prints(TestReporter)");
    }

    @Test
    void withoutTheFilterTheHostsJupiterSkipsTheClass() {
        var results = org.junit.platform.testkit.engine.EngineTestKit.engine("junit-jupiter").selectors(selectClass(
                Cases.Three.class)).execute();
        results.testEvents().assertStatistics(statistics -> statistics.started(0));
        results.containerEvents().assertStatistics(statistics -> statistics.skipped(1));
    }

    private static List<String> launched(LauncherDiscoveryRequest request) {
        List<String> finished = new ArrayList<>();
        var config = LauncherConfig.builder().enableTestEngineAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestEngines(new BlkunitEngine(settings -> FakeMachines.immortal()), Jupiter.engine()).build();
        LauncherFactory.create(config).execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier node, org.junit.platform.engine.TestExecutionResult result) {
                if (node.isTest())
                    finished.add(node.getUniqueIdObject().getEngineId().orElseThrow() + " " + node.getDisplayName());
            }
        });
        return finished;
    }

    private static List<String> ran(DiscoverySelector... selectors) {
        return Runs.checked(Runs.kit(FakeMachines.immortal()).selectors(selectors).execute()).testEvents().finished().stream()
                .map(event -> event.getTestDescriptor()).map(TestDescriptor::getDisplayName).toList();
    }
}
