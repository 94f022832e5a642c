package io.github.blkunit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The commands as they are, on this machine. */
class GuestShellTest {
    private record Ran(int status, String output) {
        static Ran of(List<String> command, String input) throws IOException, InterruptedException {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ran(process.waitFor(), output);
        }
    }

    @Test
    void a_command_that_fails_is_followed_by_a_shell_and_keeps_its_status() throws Exception {
        Ran ran = Ran.of(GuestShell.after(List.of("sh", "-c", "exit 7")), "echo looked around\n");
        assertThat(ran.output()).contains("status 7", "looked around");
        assertThat(ran.status()).isEqualTo(7);
    }

    @Test
    void a_command_that_succeeds_is_not() throws Exception {
        Ran ran = Ran.of(GuestShell.after(List.of("echo", "two words")), "");
        assertThat(ran).isEqualTo(new Ran(0, "two words\n"));
    }
}
