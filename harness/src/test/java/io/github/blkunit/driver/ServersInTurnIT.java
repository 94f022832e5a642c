package io.github.blkunit.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.ByteSize;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which process serves which device. */
@Tag("vm")
@BlockDevice(driver = NullBlk.class, size = "16M") // only so that the class runs in a machine
class ServersInTurnIT {
    private static final Pattern PID = Pattern.compile("ready .* pid=(\\d+)");

    private static UblkServer up() throws DriverException, InterruptedException {
        return new UblkJava().up(new DeviceConfiguration(1, 16, ByteSize.mib(16), 512));
    }

    private static long pid(UblkServer server) throws IOException {
        Matcher ready = PID.matcher(Files.readString(server.logs().getFirst()));
        assertThat(ready.find()).isTrue();
        return Long.parseLong(ready.group(1));
    }

    private static List<Long> servers() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).toList();
    }

    @Test
    void a_process_serves_one_device_after_another() throws Exception {
        UblkServer first = up();
        first.close();
        assertThat(first.node()).doesNotExist();
        try (UblkServer second = up()) {
            assertThat(pid(second)).isEqualTo(pid(first));
            first.close(); // a second time, which must not take the second device away
            FirstRead.of(second.node());
        }
    }

    @Test
    void two_devices_at_once_have_a_process_each_of_which_one_is_kept() throws Exception {
        try (UblkServer one = up(); UblkServer other = up()) {
            assertThat(pid(one)).isNotEqualTo(pid(other));
            assertThat(servers()).contains(pid(one), pid(other));
        }
        assertThat(servers()).hasSize(1).containsExactlyElementsOf(ServerProcess.standingBy().stream().toList());
    }

    @Test
    void a_process_that_a_test_has_asked_for_ends_with_its_device() throws Exception {
        UblkServer server = up();
        ProcessHandle process = server.process();
        server.close();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void a_process_that_was_killed_is_replaced() throws Exception {
        up().close();
        long standing = ServerProcess.standingBy().orElseThrow();
        ProcessHandle process = ProcessHandle.of(standing).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        try (UblkServer server = up()) {
            assertThat(pid(server)).isNotEqualTo(standing);
        }
    }

    @Test
    void a_server_that_refuses_its_arguments_says_so_and_ends() throws Exception {
        up().close();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> new UblkJava().run("serve", "null", "--queues", "0")))
                .isInstanceOf(DriverException.class).hasMessageContaining("queues");
        try (UblkServer server = up()) {
            FirstRead.of(server.node());
        }
    }
}
