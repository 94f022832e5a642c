package io.github.blkunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceTest {
    @TempDir
    Path root;
    Path queue = Path.of("");
    Device device = Device.at(Path.of(""));

    @BeforeEach
    void aDiskInSysfs() throws IOException {
        queue = Files.createDirectories(root.resolve("ublkb7/queue"));
        Files.writeString(root.resolve("ublkb7/size"), "2097152\n");
        Files.writeString(queue.resolve("logical_block_size"), "4096\n");
        Files.writeString(queue.resolve("nr_requests"), "128\n");
        Files.writeString(queue.resolve("scheduler"), "none [mq-deadline] kyber \n");
        for (int q : new int[] {0, 1, 10}) { Files.createDirectories(root.resolve("ublkb7/mq/" + q)); }
        device = Device.at(Path.of("/dev/ublkb7"), root);
    }

    @Test
    void reads_size_in_sectors_of_512_bytes_whatever_the_block_size() throws IOException {
        assertThat(device.size()).isEqualTo(ByteSize.gib(1));
        assertThat(device.logicalBlockSize()).isEqualTo(4096);
    }

    @Test
    void counts_the_folders_of_hardware_queues() throws IOException { assertThat(device.hardwareQueues()).isEqualTo(3); }

    @Test
    void reads_and_writes_queue_attributes() throws IOException {
        device.queue("nr_requests", "64");
        assertThat(device.queue("nr_requests")).startsWith("64");
        assertThat(device.queue().has("nr_requests")).isTrue();
        assertThat(device.queue().has("wbt_lat_usec")).isFalse();
    }

    @Test
    void tells_the_schedulers_and_the_one_in_use() throws IOException {
        assertThat(device.queue().schedulers()).containsExactly("none", "mq-deadline", "kyber");
        assertThat(device.queue().scheduler()).isEqualTo("mq-deadline");
    }

    @Test
    void puts_saved_attributes_back_the_scheduler_without_its_brackets() throws IOException {
        try (var _ = device.queue().save("nr_requests", "scheduler")) {
            Files.writeString(queue.resolve("scheduler"), "[none] mq-deadline kyber \n");
            device.queue("nr_requests", "007");
        }
        assertThat(device.queue("nr_requests")).isEqualTo("128");
        assertThat(Files.readString(queue.resolve("scheduler"))).startsWith("mq-deadline");
    }

    @Test
    void asks_the_whole_disk_for_the_queue_of_a_partition() throws IOException {
        Files.createDirectories(root.resolve("ublkb7/ublkb7p1"));
        Files.writeString(root.resolve("ublkb7/ublkb7p1/partition"), "1\n");
        Device partition = Device.at(Path.of("/dev/ublkb7p1"), root.resolve("ublkb7"));
        assertThat(partition.logicalBlockSize()).isEqualTo(4096);
        assertThat(partition.hardwareQueues()).isEqualTo(3);
    }

    @Test
    void names_the_file_that_cannot_be_read() {
        assertThatIOException().isThrownBy(() -> device.queue("wbt_lat_usec"))
                .withMessageContaining("cannot read " + queue.resolve("wbt_lat_usec"));
    }

    @Test
    void names_file_and_errno_of_a_refused_write_and_creates_nothing() {
        assertThatIOException().isThrownBy(() -> device.queue("wbt_lat_usec", "2"))
                .withMessageContainingAll("ENOENT (2)", queue.resolve("wbt_lat_usec").toString());
        assertThat(queue.resolve("wbt_lat_usec")).doesNotExist();
    }

    @Test
    void refuses_attribute_names_that_leave_the_folder() {
        assertThatThrownBy(() -> device.queue("../size")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(
                "'../size'");
    }

    @Test
    void needs_no_node_to_exist() {
        assertThat(Device.at(Path.of("/dev/not-there")).name()).isEqualTo("not-there");
        assertThat(Device.at(Path.of("/dev/not-there"))).hasToString("/dev/not-there").isEqualTo(Device.at(Path.of(
                "/dev/not-there")));
    }
}
