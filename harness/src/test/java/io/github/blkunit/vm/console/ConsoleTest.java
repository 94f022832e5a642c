package io.github.blkunit.vm.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {
    @TempDir
    Path temp = Path.of("");

    @Test
    void linesAreWholeWhereverTheBytesWereCut() throws IOException {
        byte[] text = "first Zeile äöü\r\nsecond\nthird".getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= text.length; cut++) {
            try (Console console = console()) {
                console.accept(text, cut);
                byte[] rest = java.util.Arrays.copyOfRange(text, cut, text.length);
                console.accept(rest, rest.length);
                console.end();
                assertThat(console.tail(10)).as("cut at %d", cut).containsExactly("first Zeile äöü", "second", "third");
            }
            assertThat(Files.readAllBytes(temp.resolve("log"))).isEqualTo(text);
        }
    }

    @Test
    void memoryIsBoundedAndTheFileHasAll() throws IOException {
        try (Console console = console()) {
            for (int i = 0; i < Console.LINES_KEPT + 5; i++) {
                feed(console, "line " + i + "\n");
            }
            feed(console, "x".repeat(Console.LONGEST_LINE + 1));
            console.end();
            assertThat(console.tail(Integer.MAX_VALUE)).hasSize(Console.LINES_KEPT).first().isEqualTo("line 7");
            assertThat(console.tail(1)).containsExactly("x");
        }
        assertThat(Files.readAllLines(temp.resolve("log"))).hasSize(Console.LINES_KEPT + 6);
    }

    @Test
    void waitingFindsALineThatWasThereAndEndsWithTheConsole() throws Exception {
        try (Console console = console()) {
            feed(console, "ready\n");
            assertThat(console.await("ready"::equals, Duration.ofSeconds(5))).contains("ready");
            Thread.ofVirtual().start(console::end);
            assertThat(console.await("never"::equals, Duration.ofSeconds(20))).isEmpty();
            assertThat(console.awaitEnd(Duration.ZERO)).isTrue();
        }
    }

    @Test
    void aLogThatCannotBeWrittenDoesNotLoseTheLines() throws IOException {
        try (Console console = Console.writing(Path.of("/dev/full"))) {
            assertThatThrownBy(() -> feed(console, "kept\n")).isInstanceOf(UncheckedIOException.class).hasMessageContaining(
                    "No space left");
            feed(console, "also kept\n");
            assertThat(console.tail(5)).containsExactly("kept", "also kept");
        }
    }

    @ParameterizedTest @CsvSource(delimiter = '|',
            textBlock = """
                    [    1.234567] Kernel panic - not syncing: VFS: no root | the kernel panicked: Kernel panic - not syncing: VFS: no root
                    [    1.234567][  T123] Kernel panic - not syncing: x | the kernel panicked: Kernel panic - not syncing: x
                    [   12.000001] BUG: kernel NULL pointer dereference, address: 0000000000000008 | the kernel crashed: BUG: kernel NULL pointer dereference, address: 0000000000000008
                    [   12.000001][C0] Oops: Oops: 0000 [#1] SMP NOPTI | the kernel crashed: Oops: Oops: 0000 [#1] SMP NOPTI
                    [   12.000001] kernel BUG at block/blk-mq.c:1! | the kernel crashed: kernel BUG at block/blk-mq.c:1!
                    rust_kernel: panicked at drivers/block/rnull.rs | the kernel crashed: rust_kernel: panicked at drivers/block/rnull.rs
                    blkunit-init: agent exited with status 137 | the guest powered off: agent exited with status 137
                    blkunit-init: boot.sh exited with status 0 | the guest powered off: boot.sh exited with status 0
                    """)
    void theLineThatEndsAMachineIsRecognised(String line, String sentence) throws IOException {
        try (Console console = console()) {
            feed(console, line + "\n");
            assertThat(console.verdict()).contains(sentence);
        }
    }

    @Test
    void theReportBeforeAPanicSaysMoreThanThePanic() throws IOException {
        try (Console console = console()) {
            feed(console, """
                    [ 1.0] Oops: general protection fault
                    [ 1.1] Kernel panic - not syncing: Fatal exception
                    blkunit-init: agent exited with status 1
                    """);
            assertThat(console.verdict()).contains("the kernel crashed: Oops: general protection fault");
        }
    }

    @ParameterizedTest @ValueSource(strings = {"a test printed Kernel panic - not syncing", "[ 1.0] DEBUG: kernel BUG",
            "[    0.1] Kernel command line: panic=-1 oops=panic"})
    void lookAlikesAreNot(String line) throws IOException {
        try (Console console = console()) {
            feed(console, line + "\n");
            assertThat(console.verdict()).isEmpty();
        }
    }

    private Console console() throws IOException {
        return Console.writing(temp.resolve("log"));
    }

    private static void feed(Console console, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        console.accept(bytes, bytes.length);
    }
}
