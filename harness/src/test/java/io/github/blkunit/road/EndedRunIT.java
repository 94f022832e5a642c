package io.github.blkunit.road;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;

/** What is left of a run that is ended from outside: nothing. QEMU runs as a process here, where it can be seen and killed. */
@Tag("vm")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class EndedRunIT {
    @TempDir
    Path temporaryFiles = Path.of("");
    @TempDir
    Path artefacts = Path.of("");
    private @Nullable Process started;
    private final List<String> seen = new ArrayList<>();
    private List<ProcessHandle> machines = List.of();

    @BeforeEach
    void aTestIsRunning() throws IOException {
        // A shell that starts us in the background lets all of us ignore SIGINT, and a JVM then keeps to that.
        started = new ProcessBuilder("env", "--default-signal=INT", Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + temporaryFiles, "-Dblkunit.launcher=process",
                "-Dblkunit.artefacts=" + artefacts, "-cp", System.getProperty("surefire.test.class.path", System.getProperty(
                        "java.class.path")),
                RunInChild.class.getName(), SleepingFixture.class.getName()).redirectErrorStream(true).start();
        awaitLine("started sleeps()");
        machines = run().descendants().filter(ProcessHandle::isAlive).toList();
        assertThat(machines).as("QEMU runs").isNotEmpty();
    }

    @AfterEach
    void nothingOfTheTestStays() {
        run().destroyForcibly();
        machines.forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void ctrl_c_leaves_nothing() throws Exception {
        new ProcessBuilder("kill", "-INT", Long.toString(run().pid())).start().waitFor();
        assertThat(run().waitFor(30, TimeUnit.SECONDS)).as("the run ended").isTrue();
        awaitNoMachine(10);
        try (Stream<Path> files = Files.list(temporaryFiles)) {
            assertThat(files).as("temporary files").isEmpty();
        }
    }

    @Test
    void a_killed_run_leaves_no_machine() throws Exception {
        run().destroyForcibly().waitFor();
        awaitNoMachine(15); // well before its watchdog
    }

    @Test
    void a_killed_qemu_fails_the_running_test_and_the_next_one_gets_a_fresh_machine() throws Exception {
        machines.forEach(ProcessHandle::destroyForcibly);
        assertThat(awaitLine("FAILED sleeps()")).contains("VmInfrastructureException").contains("killed by signal 9");
        awaitLine("SUCCESSFUL isTheNext()");
        assertThat(run().waitFor(60, TimeUnit.SECONDS)).as("the run ended").isTrue();
    }

    private Process run() {
        return Objects.requireNonNull(started, "the run");
    }

    private void awaitNoMachine(int seconds) throws Exception {
        for (ProcessHandle machine : machines) {
            machine.onExit().get(seconds, TimeUnit.SECONDS);
        }
    }

    private String awaitLine(String start) {
        try {
            BufferedReader output = run().inputReader();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                seen.add(line);
                if (line.startsWith(start)) return line;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("the run ended without a line '" + start + "':\n" + String.join("\n", seen));
    }
}
