package io.github.blkunit.ublk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.blkunit.ublk.control.DevicePaths;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int runLine(String line) { return run(line.split(" ", -1)); }

    private int run(String... args) {
        return new Commands().execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    @ParameterizedTest @ValueSource(strings = {"--help", "serve --help", "serve null --help", "features --help", "list --help",
            "del --help", "delete --help", "doctor --help", "orphans --help"})
    void every_command_has_help(String line) {
        assertThat(runLine(line)).isZero();
        assertThat(out.toString()).contains("Usage: ublk");
    }

    @ParameterizedTest @ValueSource(strings = {"--queues 0", "--queues -1", "--queues 5000", "--depth 0", "--depth 4097",
            "--size 1000", "--logical-block-size 100"})
    void impossible_values_are_one_line_that_names_them(String options) {
        assertThat(runLine("serve null " + options)).isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).startsWith("ublk: ").contains("=" + options.substring(options.indexOf(' ')
                + 1));
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest @ValueSource(strings = {"--queues many", "--nonsense"})
    void unreadable_options_are_wrong_usage(String options) {
        assertThat(runLine("serve null " + options)).isEqualTo(2);
        assertThat(err.toString()).contains(options.contains("many") ? "'many' is not an int" : "Unknown option: '--nonsense'");
    }

    @ParameterizedTest @ValueSource(strings = {"serve null --queues 2", "features", "del -n 3"})
    void a_missing_module_is_one_line_with_the_cure(String line) {
        assumeFalse(Files.exists(Path.of(DevicePaths.CONTROL)), "this machine has ublk");
        assertThat(runLine(line)).isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).contains("open failed: errno=ENOENT (2), path=/dev/ublk-control",
                "modprobe ublk_drv");
    }

    @Test
    void the_doctor_names_what_is_missing_and_looks_on() {
        assumeFalse(Files.exists(Path.of(DevicePaths.CONTROL)), "this machine has ublk");
        assertThat(runLine("doctor")).isEqualTo(1);
        assertThat(out.toString()).contains("kernel: ", "io_uring", "FAIL  ublk driver: open failed: errno=ENOENT (2)",
                "modprobe ublk_drv", "devices: 0");
    }

    @Test
    void there_are_no_orphans_where_there_is_no_driver() {
        assumeFalse(Files.exists(Path.of(DevicePaths.CONTROL)), "this machine has ublk");
        assertThat(runLine("orphans")).isZero();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_missing_command_is_wrong_usage() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("serve")).isEqualTo(2);
    }

    @Test
    void a_second_command_prints_where_it_is_told_whatever_the_standard_output_has_become() {
        assumeFalse(Files.exists(Path.of(DevicePaths.CONTROL)), "this machine has ublk");
        Commands commands = new Commands();
        PrintStream before = System.out;
        try {
            commands.execute(new PrintWriter(out, true), new PrintWriter(err, true), "serve", "null", "--queues", "1");
            System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
            StringWriter second = new StringWriter();
            PrintWriter there = new PrintWriter(second, true);
            commands.execute(there, there, "serve", "null", "--help");
            assertThat(second.toString()).contains("ublk serve null");
            assertThat(out.toString()).isEmpty();
        } finally {
            System.setOut(before);
        }
    }
}
