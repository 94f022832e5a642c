package io.github.blkunit.fio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.driver.Command;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MissingFioTest {

    /** In a JVM of its own, whose PATH is empty. */
    public static void main(String[] args) {
        try {
            Fio.read("4k").on(io.github.blkunit.Device.at(Path.of("/dev/null")));
        } catch (FioException e) {
            System.out.println(e.getMessage());
        }
    }

    @Test
    void is_named_as_what_is_missing() throws Exception {
        var output = Command.of("env", "PATH=/nowhere", Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), MissingFioTest.class.getName()).run(Duration.ofSeconds(60));
        assertThat(output.text()).contains("fio cannot be started; is it installed in this machine and on the PATH?")
                .doesNotContain("Exception in");
    }
}
