package io.github.blkunit.perf.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.blkunit.Device;
import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.driver.Driver;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.RunningDriver;
import io.github.blkunit.fio.FioException;
import io.github.blkunit.perf.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which pairs a boot measures, in which order, and which it throws away: by their conditions. */
class BootTest {
    /** Where classes of the sides come from: a driver of this file, and blkunit. */
    private static final List<Path> PLACES = List.of(Path.of("target/test-classes"), Path.of("target/classes"));
    private static final int REPEATS = 3;

    private final List<BootEvent> events = new ArrayList<>();
    private final List<Path> warm = new ArrayList<>();

    /** A file in the place of a device. */
    public static final class FileDriver implements Driver {
        @Override
        public String name() { return "file"; }

        @Override
        public RunningDriver up(DeviceConfiguration configuration) throws DriverException {
            try {
                Path file = Files.createTempFile("blkunit-perf-", ".disk");
                return new RunningDriver() {
                    @Override
                    public Path node() { return file; }

                    @Override
                    public void close() throws DriverException {
                        try {
                            Files.deleteIfExists(file);
                        } catch (IOException e) {
                            throw new DriverException("still there: " + file, e);
                        }
                    }
                };
            } catch (IOException e) {
                throw new DriverException("no file", e);
            }
        }
    }

    /** A driver that never comes up. */
    public static final class BrokenDriver implements Driver {
        @Override
        public String name() { return "broken"; }

        @Override
        public RunningDriver up(DeviceConfiguration configuration) throws DriverException {
            throw new DriverException("no such hardware");
        }
    }

    @Test
    void a_pair_runs_both_sides_side_by_side_and_the_next_one_in_the_other_order() throws Exception {
        run(FileDriver.class, (_, _) -> figures(100));
        assertThat(windows()).extracting(BootEvent.Window::candidate).containsExactly(false, true, true, false, true, false,
                false,
                true);
        assertThat(pairs()).extracting(BootEvent.PairEnd::problem).containsExactly("", "");
        assertThat(warm).as("each launch is warmed up").hasSize(4 * 2).doesNotContainNull();
        assertThat(events.getLast()).isEqualTo(new BootEvent.Finished(List.of()));
    }

    @Test
    void both_sides_of_a_pair_see_the_same_requests_and_pairs_different_ones() throws Exception {
        List<Long> seeds = new ArrayList<>();
        run(FileDriver.class, (_, seed) -> {
            seeds.add(seed);
            return figures(100);
        });
        assertThat(seeds.get(0)).isEqualTo(seeds.get(1)).isNotEqualTo(seeds.get(4));
        assertThat(seeds.get(2)).isEqualTo(seeds.get(3)).isNotEqualTo(seeds.get(0));
    }

    @Test
    void a_broken_figure_voids_its_pair_which_is_then_measured_again() throws Exception {
        int[] calls = {0};
        run(FileDriver.class, (_, _) -> {
            if (++calls[0] == 2) { throw new FioException("fio's report is cut short"); }
            return figures(100);
        });
        assertThat(pairs()).extracting(BootEvent.PairEnd::problem).containsExactly("fio's report is cut short", "", "");
        assertThat(pairs()).extracting(BootEvent.PairEnd::attempt).containsExactly(1, 2, 1);
        assertThat(finished().problems()).containsExactly("pair 1, attempt 1: fio's report is cut short");
    }

    @Test
    void however_slow_a_side_is_its_pair_counts() throws Exception {
        int[] calls = {0};
        run(FileDriver.class, (_, _) -> figures(++calls[0] % 2 == 0 ? 1 : 1_000_000));
        assertThat(pairs()).extracting(BootEvent.PairEnd::problem).containsOnly("");
    }

    @Test
    void a_device_that_is_gone_after_a_window_voids_the_pair_and_in_the_end_the_boot() throws Exception {
        run(FileDriver.class, (device, _) -> {
            delete(device.path());
            return figures(100);
        });
        assertThat(pairs()).hasSize(1 + REPEATS).allSatisfy(pair -> assertThat(pair.problem()).startsWith(
                "the device is gone: "));
        assertThat(finished().problems()).hasSize(1 + REPEATS);
    }

    @Test
    void a_driver_that_does_not_come_up_leaves_no_pair_and_says_why() throws Exception {
        run(BrokenDriver.class, (_, _) -> figures(100));
        assertThat(windows()).isEmpty();
        assertThat(finished().problems()).hasSize(1 + REPEATS).allSatisfy(problem -> assertThat(problem).contains(
                "the driver did not come up: driver=" + BrokenDriver.class.getName(), "no such hardware"));
    }

    @Test
    void without_fio_nothing_is_measured() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Guest.facts("no-such-fio")).withMessageContaining(
                "fio cannot be started, so nothing can be measured");
    }

    private interface Measurement {
        Figures of(Device device, long seed);
    }

    private void run(Class<?> candidate, Measurement measurement) throws Exception {
        BootPlan plan = new BootPlan(2, 1, 2, REPEATS, 2, 0, 0, 1, 1, 1, "1M", 512, side(candidate), side(FileDriver.class), List
                .of(), "");
        Workload workload = new Workload() {
            @Override
            public String name() { return "workload"; }

            @Override
            public List<Metric> metrics() { return List.of(Metric.IOPS); }

            @Override
            public double warmUp(Device device) {
                warm.add(device.path());
                return 1;
            }

            @Override
            public Figures measure(Device device, long seed) { return measurement.of(device, seed); }
        };
        new Boot(plan, PLACES, List.of(workload), events::add).run();
    }

    private static BootPlan.SidePlan side(Class<?> driver) { return new BootPlan.SidePlan(driver.getName(), List.of(0, 1), ""); }

    private static Figures figures(double iops) { return new Figures(Map.of("IOPS", iops), Map.of(), 1, 0, "{}"); }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<BootEvent.Window> windows() { return all(BootEvent.Window.class); }

    private List<BootEvent.PairEnd> pairs() { return all(BootEvent.PairEnd.class); }

    private BootEvent.Finished finished() { return all(BootEvent.Finished.class).getFirst(); }

    private <T> List<T> all(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
