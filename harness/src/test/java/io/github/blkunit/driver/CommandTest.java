package io.github.blkunit.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommandTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void returns_status_and_both_streams() throws IOException, InterruptedException {
        assertThat(Command.of("sh", "-c", "echo out; echo err >&2; exit 3").run(LONG)).isEqualTo(new Command.Output(3,
                "out\nerr\n"));
    }

    @Test
    void passes_arguments_as_they_are() throws Exception {
        assertThat(Command.of("echo", "$HOME; rm *").runOrFail(LONG)).isEqualTo("$HOME; rm *\n");
    }

    @Test
    void kills_what_does_not_end_and_shows_its_output_so_far() {
        Command command = Command.of("sh", "-c", "echo started; exec sleep 600");
        assertThatIOException().isThrownBy(() -> command.run(Duration.ofMillis(300)))
                .withMessageContainingAll("did not end in time", "sleep 600", "deadline=PT0.3S", "started");
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void names_the_command_its_status_and_its_words_when_it_had_to_succeed() {
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> Command.of("sh", "-c", "echo no such thing; exit 2").runOrFail(LONG))
                .withMessage("'sh -c echo no such thing; exit 2' failed: status=2, output: no such thing");
    }

    @Test
    void names_a_program_that_is_not_there() {
        assertThatExceptionOfType(DriverException.class).isThrownBy(() -> Command.of("no-such-program").runOrFail(LONG))
                .withMessageContaining("cannot run 'no-such-program'");
    }
}
