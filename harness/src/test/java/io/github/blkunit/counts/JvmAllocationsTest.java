package io.github.blkunit.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads as HotSpot 25 lists them. */
class JvmAllocationsTest {
    private static final String DUMP =
            """
                    0
                    2026-11-21 11:00:00
                    Full thread dump OpenJDK 64-Bit Server VM:

                    "main" #3 [19038] prio=5 os_prio=0 cpu=33.03ms elapsed=4.79s allocated=279K defined_classes=27 tid=0x1 nid=19038 waiting
                    "ublk0-queue0" #8 [19046] daemon prio=8 os_prio=0 cpu=0.12ms elapsed=4.69s allocated=640B defined_classes=0 tid=0x2 nid=19046
                    "Attach Listener" #16 [19402] daemon prio=9 os_prio=0 cpu=0.56ms elapsed=0.13s allocated=12M defined_classes=0 tid=0x3 nid=1
                    "VM Thread" os_prio=0 cpu=0.63ms elapsed=4.73s tid=0x00007fd53406aff0 nid=19043 runnable
                    """;

    @Test
    void bytes_are_read_in_all_units() {
        assertThat(JvmAllocations.parse(DUMP).bytes()).containsEntry("main", 279L << 10).containsEntry("ublk0-queue0", 640L)
                .containsEntry("Attach Listener", 12L << 20).hasSize(3);
    }

    @Test
    void the_question_itself_is_not_counted() {
        JvmAllocations later = JvmAllocations.parse(DUMP.replace("640B", "704B").replace("12M", "13M"));
        assertThat(later.since(JvmAllocations.parse(DUMP))).isEqualTo(64);
    }

    /** A JVM that waits for its standard input to end. */
    public static void main(String[] args) throws IOException {
        System.out.println("up");
        while (System.in.read() >= 0) {}
    }

    @Test @Timeout(60)
    void asks_another_jvm_that_knows_nothing_of_it() throws Exception {
        Process jvm = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"), JvmAllocationsTest.class.getName()).redirectError(
                        ProcessBuilder.Redirect.DISCARD).start();
        try {
            assertThat(jvm.inputReader().readLine()).isEqualTo("up");
            JvmAllocations first = JvmAllocations.of(jvm.pid()).orElseThrow();
            assertThat(first.bytes()).containsKey("main");
            assertThat(JvmAllocations.of(jvm.pid()).orElseThrow().since(first)).as("a JVM that does nothing").isLessThan(20_000);
        } finally {
            jvm.destroyForcibly();
        }
    }

    @Test
    void a_process_that_is_no_jvm_has_no_such_figure() throws IOException {
        Process sleeper = new ProcessBuilder("sleep", "100").start();
        try {
            assertThat(JvmAllocations.of(sleeper.pid())).isEmpty();
        } finally {
            sleeper.destroyForcibly();
        }
    }

    @Test
    void a_dump_without_the_figure_is_told() {
        assertThatExceptionOfType(CountsException.class).isThrownBy(() -> JvmAllocations.parse("0\nnothing"))
                .withMessageContaining(
                        "does not say what its threads allocate: [0, nothing]");
    }
}
