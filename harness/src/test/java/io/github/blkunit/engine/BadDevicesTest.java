package io.github.blkunit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.DiscoveryIssue.Severity;
import org.junit.platform.testkit.engine.EngineDiscoveryResults;

class BadDevicesTest {

    @Test
    void zeroAndNegativeQueuesAreNamed() {
        assertThat(complaints(Cases.NoQueues.class)).containsExactly("@BlockDevice on [io.github.blkunit.engine.Cases$NoQueues]: "
                + "queues=0 is out of range: use 1 to 4096. The class does not run.");
        assertThat(complaints(Cases.NegativeQueues.class)).singleElement().asString().contains("queues=-1 is out of range");
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertThat(complaints(Cases.ManyMistakes.class)).satisfiesExactly(
                queues -> assertThat(queues).contains("queues=5000 is out of range"),
                depth -> assertThat(depth).contains("depth=0 is out of range"),
                size -> assertThat(size).contains("size=\"5000\" is not a multiple of logicalBlockSize=512"));
    }

    @Test
    void blockSizesAndDriversAreChecked() {
        assertThat(complaints(Cases.OddBlocks.class)).satisfiesExactly(
                blocks -> assertThat(blocks).contains("logicalBlockSize=513 is not possible: use one of [512, 1024, 2048, 4096]"),
                driver -> assertThat(driver).contains("AbstractDriver is abstract"));
        assertThat(complaints(Cases.HiddenDriver.class)).satisfiesExactly(
                size -> assertThat(size).contains("not a size: 'big'"),
                driver -> assertThat(driver).contains("NotPublicDriver is not public"));
    }

    @Test
    void aClassCompiledForANewerJavaIsToldApart() {
        assertThatThrownBy(() -> ClassFileVersion.check("a.B", 71, 25)).isInstanceOf(VmInfrastructureException.class)
                .hasMessage(
                        "a.B is compiled for Java 27 (class file version 71), but the guest runs Java 25: compile the tests with"
                                + " --release 25");
        ClassFileVersion.check("a.B", 69, 25);
    }

    private static List<String> complaints(Class<?> type) {
        EngineDiscoveryResults results = Runs.kit(FakeMachines.immortal()).selectors(selectClass(type)).discover();
        assertThat(results.getEngineDescriptor().getChildren()).isEmpty();
        assertThat(results.getDiscoveryIssues()).extracting(DiscoveryIssue::severity).containsOnly(Severity.ERROR);
        return results.getDiscoveryIssues().stream().map(DiscoveryIssue::message).toList();
    }
}
