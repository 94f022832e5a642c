package io.github.blkunit.perf.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.Device;
import io.github.blkunit.perf.Metric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A compiler at work is not the driver's speed. */
class WarmUpTest {
    @TempDir
    private Path folder;
    private final List<String> rounds = new ArrayList<>();

    @Test
    void the_first_workload_is_repeated_until_it_gets_no_faster_the_others_run_once() throws Exception {
        WarmUp.of(List.of(load("first", 4700, 6300, 7000, 7500, 7600), load("second", 9000)), device());
        assertThat(rounds).containsExactly("first", "first", "first", "first", "first", "second");
    }

    @Test
    void a_driver_in_the_kernel_needs_two_rounds() throws Exception {
        WarmUp.of(List.of(load("first", 100, 101)), device());
        assertThat(rounds).hasSize(2);
    }

    @Test
    void what_never_settles_is_given_up() throws Exception {
        WarmUp.of(List.of(load("first", 1, 2, 4, 8, 16, 32, 64, 128)), device());
        assertThat(rounds).hasSize(8);
    }

    private Device device() throws Exception { return Device.at(Files.createFile(folder.resolve("disk"))); }

    private Workload load(String name, double... speeds) {
        Deque<Double> left = new ArrayDeque<>();
        for (double speed : speeds) { left.add(speed); }
        return new Workload() {
            @Override
            public String name() { return name; }

            @Override
            public List<Metric> metrics() { return List.of(Metric.IOPS); }

            @Override
            public double warmUp(Device device) {
                rounds.add(name);
                return left.remove();
            }

            @Override
            public Figures measure(Device device, long seed) { throw new IllegalStateException("not asked for"); }
        };
    }
}
