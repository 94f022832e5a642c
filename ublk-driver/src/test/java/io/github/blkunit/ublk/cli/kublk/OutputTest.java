package io.github.blkunit.ublk.cli.kublk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.blkunit.ublk.control.DeviceInfo;
import io.github.blkunit.ublk.control.DevicePaths;
import io.github.blkunit.ublk.control.DeviceState;
import io.github.blkunit.ublk.control.Features;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the self-tests' shell functions cut out by position. */
class OutputTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... words) {
        return Main.execute(new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true,
                StandardCharsets.UTF_8), words);
    }

    private static String dump(DeviceState state) {
        StringBuilder text = new StringBuilder();
        DeviceDump.first(text, new DeviceInfo(3, 2, 128, 1 << 20, state, new Features(0x26042), 160, 24, 0), 512, 524288000);
        return text.toString();
    }

    @Test
    void words_stand_where_scripts_count_them() {
        String[] lines = dump(DeviceState.LIVE).split("\n", -1);
        assertThat(lines[0]).isEqualTo("dev id 3: nr_hw_queues 2 queue_depth 128 block size 512 dev_capacity 524288000");
        assertThat(lines[0].split("[ :]", -1)[2]).as("awk -F '[ :]' '{print $3}'").isEqualTo("3");
        assertThat(lines[1].strip().split(" +", -1)[6]).as("awk '{print $7}'").isEqualTo("160");
        assertThat(lines[1].strip().split(" +", -1)[10]).as("awk '{print $11}'").isEqualTo("LIVE");
    }

    @Test
    void failing_io_is_an_unknown_state_for_scripts() {
        assertThat(dump(DeviceState.FAIL_IO)).contains(" state UNKNOWN");
        assertThat(dump(DeviceState.QUIESCED)).contains(" state QUIESCED");
    }

    @Test
    void every_feature_bit_has_a_line_and_only_a_nameless_one_is_unknown() {
        FeaturesCommand.print(new Features(0x100001), new Output(new PrintStream(out, true, StandardCharsets.UTF_8), System.err));
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactly("ublk_drv features: 0x100001",
                "0x1               : UBLK_F_SUPPORT_ZERO_COPY", "0x100000          : UBLK_F_IO_DESC_SIZE");
        FeaturesCommand.print(new Features(1L << 40), new Output(new PrintStream(out, true, StandardCharsets.UTF_8), System.err));
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith(": unknown\n");
    }

    @Test
    void a_server_that_cannot_start_is_status_1_and_everything_else_the_error_number() {
        assumeFalse(Files.exists(Path.of(DevicePaths.CONTROL)), "this machine has ublk");
        assertThat(run("add", "-t", "null", "--foreground")).isEqualTo(1);
        assertThat(run("add")).isEqualTo(1);
        assertThat(run("list", "-n", "0")).as("256 - ENOENT").isEqualTo(254);
        assertThat(run("nonsense")).as("256 - EINVAL").isEqualTo(234);
        assertThat(run()).isEqualTo(234);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
