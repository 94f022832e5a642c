package io.github.blkunit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.DeviceChannel;
import io.github.blkunit.DeviceChannel.Access;
import io.github.blkunit.IoBuffer;
import io.github.blkunit.MachinePerTest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/**
 * Clone after clone: how long one takes to its first test, and that none leaves anything behind. {@code -Dblkunit.clones=500} for the long form,
 * {@code -Dblkunit.launcher=container} for the other launcher.
 */
@Tag("vm")
@Tag("long")
class ManyClonesIT {
    private static final int CLONES = Integer.getInteger("blkunit.clones", 20);
    private static final PrintStream OUT = System.out;
    /** The first ones load classes and make the template. */
    private static final int UNTIMED = 2;

    @BlockDevice
    static class OneTest {
        @Test
        void runs() {}
    }

    @BlockDevice(size = "64M")
    @BlockDevice(size = "65M")
    @BlockDevice(size = "66M")
    @BlockDevice(size = "67M")
    @BlockDevice(size = "68M")
    @BlockDevice(size = "69M")
    @BlockDevice(size = "70M")
    @BlockDevice(size = "71M")
    @BlockDevice(size = "72M")
    @BlockDevice(size = "73M")
    @BlockDevice(size = "74M")
    @BlockDevice(size = "75M")
    @BlockDevice(size = "76M")
    @BlockDevice(size = "77M")
    @BlockDevice(size = "78M")
    @BlockDevice(size = "79M")
    @BlockDevice(size = "80M")
    @BlockDevice(size = "81M")
    @BlockDevice(size = "82M")
    @BlockDevice(size = "83M")
    @BlockDevice(size = "84M")
    static class ManyConfigurations {
        @Test
        void reads_all_of_it(Device device) throws IOException { readAll(device); }
    }

    @MachinePerTest
    @BlockDevice(size = "64M")
    static class ManyTests {
        @Test
        void reads_a(Device device) throws IOException { readAll(device); }

        @Test
        void reads_b(Device device) throws IOException { readAll(device); }

        @Test
        void reads_c(Device device) throws IOException { readAll(device); }

        @Test
        void reads_d(Device device) throws IOException { readAll(device); }

        @Test
        void reads_e(Device device) throws IOException { readAll(device); }

        @Test
        void reads_f(Device device) throws IOException { readAll(device); }

        @Test
        void reads_g(Device device) throws IOException { readAll(device); }

        @Test
        void reads_h(Device device) throws IOException { readAll(device); }

        @Test
        void reads_i(Device device) throws IOException { readAll(device); }

        @Test
        void reads_j(Device device) throws IOException { readAll(device); }

        @Test
        void reads_k(Device device) throws IOException { readAll(device); }
    }

    private static void readAll(Device device) throws IOException {
        IoBuffer buffer = IoBuffer.ofSize(ByteSize.kib(64));
        try (DeviceChannel channel = device.open(Access.READ_ONLY)) {
            for (long at = 0; at < device.size().bytes(); at += buffer.size().bytes()) channel.readFully(at, buffer);
        }
    }

    @Test
    void the_next_classs_device_is_up_when_its_turn_comes() {
        comparedWithLate("class", ManyConfigurations.class, 21, ManyClonesIT::betweenClasses);
    }

    @Test
    void the_next_tests_device_is_up_when_its_turn_comes_where_each_has_its_machine() {
        comparedWithLate("test", ManyTests.class, 11, ManyClonesIT::betweenTests);
    }

    private static void comparedWithLate(String what, Class<?> type, int tests, Function<EngineExecutionResults, List<
            Long>> times) {
        List<Long> early = times.apply(run(type, tests, "true"));
        List<Long> late = times.apply(run(type, tests, "false"));
        System.out.printf("first test after the end of the %s before: %s; %s if its machine is not made early%n", what, text(
                early),
                text(late));
        assertThat(early.get(early.size() / 2)).isLessThan(late.get(late.size() / 2) / 2);
    }

    private static EngineExecutionResults run(Class<?> type, int tests, String early) {
        var results = kit(type).configurationParameter("blkunit.early", early).execute();
        results.testEvents().assertStatistics(statistics -> statistics.succeeded(tests));
        return results;
    }

    private static EngineTestKit.Builder kit(Class<?> type) {
        return EngineTestKit.engine(BlkunitEngine.ID).configurationParameter("blkunit.artefacts", "target/many-clones")
                .configurationParameter("blkunit.launcher", System.getProperty("blkunit.launcher", "auto"))
                .selectors(DiscoverySelectors.selectClass(type));
    }

    private static List<Long> betweenClasses(EngineExecutionResults results) {
        return between(results.containerEvents().finished(), results.testEvents().started());
    }

    private static List<Long> betweenTests(EngineExecutionResults results) {
        return between(results.testEvents().finished(), results.testEvents().started());
    }

    /** Milliseconds from each end to the start after it, sorted. */
    private static List<Long> between(Events finished, Events started) {
        List<Instant> starts = started.map(Event::getTimestamp).toList();
        List<Instant> ends = finished.map(Event::getTimestamp).toList();
        List<Long> times = new ArrayList<>();
        for (int i = 1; i < starts.size(); i++) times.add(Duration.between(ends.get(i - 1), starts.get(i)).toMillis());
        times.sort(null);
        return times;
    }

    @Test
    void every_clone_serves_its_class_and_leaves_nothing_behind() throws IOException {
        List<Long> firstTests = new ArrayList<>();
        List<Long> starts = new ArrayList<>();
        Left before = Left.now();
        for (int i = 0; i < CLONES + UNTIMED; i++) {
            long begin = System.currentTimeMillis();
            var results = kit(OneTest.class).execute();
            assertThat(results.testEvents().succeeded().count()).as("clone %d", i).isOne();
            Event first = results.testEvents().started().list().getFirst();
            Event type = results.containerEvents().started().list().getLast();
            if (i >= UNTIMED) {
                firstTests.add(first.getTimestamp().toEpochMilli() - begin);
                starts.add(type.getTimestamp().toEpochMilli() - begin);
            }
            if (i == UNTIMED) before = Left.now();
        }
        System.out.printf("%d clones: class after %s, first test after %s; before %s, after %s%n", CLONES, text(starts), text(
                firstTests), before, Left.now());
        Left after = Left.now();
        assertThat(after.processes()).isEqualTo(before.processes());
        assertThat(after.temporaryFiles()).isLessThanOrEqualTo(before.temporaryFiles());
        assertThat(after.threads()).isLessThanOrEqualTo(before.threads());
    }

    private static String text(List<Long> times) {
        times.sort(null);
        return times.get(times.size() / 2) + " ms (median; " + times.getFirst() + " to " + times.getLast() + ")";
    }

    /** A clone shares with its template, and so with other clones, what it does not write. */
    @Test
    void four_clones_at_once_take_much_less_memory_than_four_machines() throws Exception {
        EngineSettings settings = EngineSettings.of(Parameters.ofThisJvm());
        assumeTrue(settings.vm().launcher().equals("process"),
                "memory is counted of child processes: -Dblkunit.launcher=process");
        List<GuestSession> sessions = new ArrayList<>();
        try (Machines machines = new Machines(new LauncherMachines(settings.vm()), settings, 4, OUT)) {
            for (int i = 0; i < 4; i++) sessions.add(machines.open(MachineStart.CLONE).session());
            List<Memory> each = new ArrayList<>();
            for (ProcessHandle child : ProcessHandle.current().children().toList()) each.add(Memory.of(child.pid()));
            long proportional = each.stream().mapToLong(Memory::pss).sum() >> 20;
            long resident = each.stream().mapToLong(Memory::rss).sum() >> 20;
            System.out.printf("4 clones: %d MiB together, %d MiB if nothing were shared%n", proportional, resident);
            assertThat(each).hasSize(4);
            assertThat(proportional).isLessThan(resident * 3 / 4);
        }
        assertThat(sessions).hasSize(4);
    }

    /**
     * What a process has in memory, in bytes.
     *
     * @param rss all of it
     * @param pss with what it shares divided by those it shares it with
     */
    private record Memory(long rss, long pss) {
        static Memory of(long pid) throws IOException {
            List<String> lines = Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup"));
            return new Memory(bytes(lines, "Rss:"), bytes(lines, "Pss:"));
        }

        private static long bytes(List<String> lines, String name) {
            String line = lines.stream().filter(each -> each.startsWith(name)).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
        }
    }

    /** What could be left of a machine; nobody else's machines are expected to come and go meanwhile. */
    private record Left(long processes, long temporaryFiles, int threads) {
        static Left now() throws IOException {
            try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
                return new Left(ProcessHandle.current().descendants().count(), files.filter(file -> file.getFileName().toString()
                        .startsWith("blkunit"))
                        .count(), ours(Thread.getAllStackTraces().keySet()));
            }
        }

        private static int ours(Set<Thread> threads) {
            return (int) threads.stream().filter(thread -> thread.getName().startsWith("blkunit")).count();
        }
    }
}
