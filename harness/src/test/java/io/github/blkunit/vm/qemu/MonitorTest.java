package io.github.blkunit.vm.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The monitor with a QEMU that has all its answers ready. */
class MonitorTest {
    private static final String GREETING = "{\"QMP\": {\"version\": {}}}\n{\"return\": {}}\n";
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final AtomicBoolean closed = new AtomicBoolean();

    @Test
    void savingStopsTheMachineAndWaitsUntilItsStateIsWritten() throws Exception {
        try (Monitor monitor = monitor("""
                {"event": "STOP", "timestamp": {}}
                {"return": {}}
                {"return": {}}
                {"return": {}}
                {"return": {"status": "active"}}
                {"event": "MIGRATION"}
                {"return": {"status": "completed"}}
                """)) {
            monitor.save("/state", LIMIT);
        }
        assertThat(commands()).containsSubsequence("qmp_capabilities", "\"stop\"", "x-ignore-shared", "\"migrate\"",
                "file:/state", "query-migrate");
        assertThat(closed).isTrue();
    }

    @Test
    void aCloneRunsAfterItHasReadItsState() throws Exception {
        try (Monitor monitor = monitor("""
                {"return": {}}
                {"return": {}}
                {"return": {"status": "completed"}}
                {"return": {}}
                """)) {
            monitor.resume("/state", LIMIT);
        }
        assertThat(commands()).containsSubsequence("x-ignore-shared", "migrate-incoming", "query-migrate", "\"cont\"");
    }

    @Test
    void whatQemuRefusesIsSaidInItsWords() throws Exception {
        try (Monitor monitor = monitor("""
                {"error": {"class": "GenericError", "desc": "No such thing"}}
                """)) {
            assertThatThrownBy(() -> monitor.execute("eject", Map.of())).isInstanceOf(IOException.class)
                    .hasMessage("QEMU refuses eject: No such thing");
        }
    }

    @Test
    void aStateThatCannotBeReadIsAFailureThatNamesIt() throws Exception {
        try (Monitor monitor = monitor("""
                {"return": {}}
                {"return": {}}
                {"return": {"status": "failed", "error-desc": "Unable to open"}}
                """)) {
            assertThatThrownBy(() -> monitor.resume("/state", LIMIT)).hasMessageContaining("/state").hasMessageContaining(
                    "Unable to open");
        }
    }

    @Test
    void theEndOfTheConnectionEndsTheWait() throws Exception {
        try (Monitor monitor = monitor("")) {
            assertThatThrownBy(() -> monitor.execute("stop", Map.of())).hasMessageContaining("closed the connection");
        }
    }

    @Test
    void somethingThatDoesNotGreetIsLeftAgain() {
        assertThatThrownBy(() -> Monitor.over(() -> closed.set(true), new ByteArrayInputStream("{}".getBytes(
                StandardCharsets.UTF_8)), sent)).hasMessageContaining("no monitor");
        assertThat(closed).isTrue();
    }

    private Monitor monitor(String answers) throws IOException {
        return Monitor.over(() -> closed.set(true), new ByteArrayInputStream((GREETING + answers).getBytes(
                StandardCharsets.UTF_8)), sent);
    }

    private String commands() {
        return sent.toString(StandardCharsets.UTF_8);
    }
}
