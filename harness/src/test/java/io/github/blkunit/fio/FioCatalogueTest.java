package io.github.blkunit.fio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.ByteSize;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against what fio 3.39 printed of itself; the one that is installed is asked in FioIT. */
class FioCatalogueTest {
    private final FioCatalogue catalogue = FioCatalogue.parse("fio-3.39\n", Recorded.text("cmdhelp-fio-3.39.txt"),
            Recorded.text("enghelp-io_uring-fio-3.39.txt"));

    FioCatalogueTest() throws IOException {}

    @Test
    void lists_options_of_jobs_and_of_the_engine() {
        assertThat(catalogue.version()).isEqualTo("3.39");
        assertThat(catalogue.names()).hasSizeGreaterThan(200).contains("rw", "steadystate_check_interval", "fixedbufs")
                .doesNotContain("type");
    }

    @Test
    void has_every_option_that_the_typed_model_writes() {
        assertThat(catalogue.names()).containsAll(everything().used().names()).contains("runtime", "ramp_time", "stonewall",
                "new_group",
                "filename", "thread");
    }

    @Test
    void a_slip_is_told_with_what_was_meant() {
        assertThat(catalogue.unknown("iodepht", "io_uring")).hasMessage(
                "fio 3.39 has no option 'iodepht' for the engine io_uring; did you "
                        + "mean 'iodepth'? (fio --cmdhelp=all and fio --enghelp=io_uring list what it has)");
        assertThat(catalogue.unknown("completely_else", "libaio")).hasMessageNotContaining("did you mean");
    }

    /** A job that uses every method and part; nobody would run it. */
    static Fio everything() {
        return Fio.randrw("4k").iodepth(1).numjobs(1).size(ByteSize.mib(1)).offset(ByteSize.mib(1)).requests(1)
                .runtime(Duration.ofSeconds(1)).ramp(Duration.ofSeconds(1)).buffered().norandommap().seed(1).toleratingErrors()
                .with(Mix.reads(1)).with(Mix.blockSizes(Map.of("4k", 100))).with(Rate.iops(1)).with(Rate.bytes(ByteSize.kib(1)))
                .with(Rate.thinkTime(Duration.ofMillis(1))).with(Verify.CRC32C.only()).with(Verify.OFFSETS).with(Zones.ofDevice(
                        1))
                .with(Zones.strided(ByteSize.mib(1), ByteSize.mib(1))).with(Peak.mode()).with(Peak.polled());
    }
}
