package io.github.blkunit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;

@Timeout(60)
class VmCoreTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatAMachineHeldWhenItsTestHungIsKeptIfAskedFor() throws IOException {
        assertThat(hang(FakeMachines.immortal(), "true")).singleElement().satisfies(core -> assertThat(core).hasContent(
                "memory of a machine"));
    }

    @Test
    void nothingIsWrittenOtherwise() throws IOException {
        assertThat(hang(FakeMachines.immortal(), "false")).isEmpty();
    }

    @Test
    void aRefusalIsToldAndTheTestHasItsOwnFailure() {
        FakeMachines machines = FakeMachines.immortal().refusingDumps("QEMU refuses dump-guest-memory: no space");
        assertThat(VmCore.of(machines.newMachine(), folder.resolve("x/y.vmcore"))).startsWith("The memory was not kept: file=")
                .contains("no space");
    }

    @Test
    void aKernelThatPanicsStaysWhereItIsUnlessTheUserSaysOtherwise() {
        EngineSettings settings = EngineSettings.of(new Parameters(Map.of("blkunit.vmcore", "true",
                "blkunit.kernel.arguments", "panic=5")));
        assertThat(settings.vm().kernelArguments()).containsExactly("panic=0", "panic=5");
    }

    private List<Path> hang(FakeMachines machines, String vmcore) throws IOException {
        Runs.checked(Runs.kit(machines).selectors(DiscoverySelectors.selectClass(Cases.Hangs.class)).configurationParameter(
                "blkunit.test.timeout", "300ms").configurationParameter("blkunit.artefacts", folder.toString())
                .configurationParameter("blkunit.vmcore", vmcore).execute());
        Path cores = folder.resolve("vmcore");
        if (!Files.exists(cores)) return List.of();
        try (Stream<Path> files = Files.list(cores)) {
            return files.toList();
        }
    }
}
