package io.github.blkunit.blktests.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.blkunit.ByteSize;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the small helpers read from the kernel's texts. */
class MachineFactsTest {
    @Test
    void an_option_counts_built_in_or_as_a_module_and_under_its_whole_name_only() {
        String config = "CONFIG_IO_URING=y\nCONFIG_BLK_DEV_SD=m\n# CONFIG_KASAN is not set\nCONFIG_SCSI_DEBUG_MORE=y\n";
        assertThat(Stream.of("IO_URING", "BLK_DEV_SD").allMatch(option -> KernelOption.isSet(option, config))).isTrue();
        assertThat(Stream.of("KASAN", "SCSI_DEBUG", "NOWHERE").anyMatch(option -> KernelOption.isSet(option, config))).isFalse();
    }

    @Test
    void the_times_of_requests_are_the_fourth_and_eighth_field_of_stat() {
        IoTimes before = IoTimes.of(InFlight.fields("66 0 2120 10 11 0 0 20 7 4 1 0 0 0 0 0 0"));
        IoTimes after = IoTimes.of(InFlight.fields("66 0 2120 15 11 0 0 2000 7 4 1 0 0 0 0 0 0"));
        assertThat(after.since(before)).isEqualTo(new IoTimes(Duration.ofMillis(5), Duration.ofMillis(1980)));
    }

    @Test
    void fio_versions_compare_as_numbers() {
        assertThat(FioVersion.isAtLeast(3, 40, "fio-3.39")).isFalse();
        assertThat(Stream.of("fio-3.40", "fio-3.100", "fio-4.0", "fio-3.40-12-gabc").allMatch(said -> FioVersion.isAtLeast(3, 40,
                said))).isTrue();
        assertThat(FioVersion.isAtLeast(3, 40, "no fio")).isFalse();
    }

    @Test
    void scsi_addresses_sort_as_numbers() {
        assertThat(Stream.of("2:0:10:1", "2:0:9:2", "10:0:0:0").map(ScsiAddress::parse).sorted().map(ScsiAddress::toString)
                .toList())
                .containsExactly("2:0:9:2", "2:0:10:1", "10:0:0:0");
        assertThat(ScsiAddress.parse("2:0:10:1").withinHost()).isEqualTo("0 10 1");
        assertThatIllegalArgumentException().isThrownBy(() -> ScsiAddress.parse("2:0")).withMessageContaining("'2:0'");
    }

    @Test
    void free_memory_is_what_nothing_uses() throws IOException {
        assertThat(FreeMemory.of("MemTotal: 2000 kB\nMemFree:   1234 kB\nMemAvailable: 1800 kB\n")).isEqualTo(ByteSize.kib(1234));
    }
}
