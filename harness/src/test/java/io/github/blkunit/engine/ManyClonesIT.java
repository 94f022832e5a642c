package io.github.blkunit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.BlockDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/**
 * Clone after clone: how long one takes to its first test, and that none leaves anything behind. {@code -Dblkunit.clones=500} for the long form,
 * {@code -Dblkunit.launcher=container} for the other launcher.
 */
@Tag("vm")
@Tag("long")
class ManyClonesIT {
    private static final int CLONES = Integer.getInteger("blkunit.clones", 20);
    /** The first ones load classes and make the template. */
    private static final int UNTIMED = 2;

    @BlockDevice
    static class OneTest {
        @Test
        void runs() {}
    }

    @Test
    void every_clone_serves_its_class_and_leaves_nothing_behind() throws IOException {
        List<Long> firstTests = new ArrayList<>();
        Left before = Left.now();
        for (int i = 0; i < CLONES + UNTIMED; i++) {
            long begin = System.currentTimeMillis();
            var results = EngineTestKit.engine(BlkunitEngine.ID).configurationParameter("blkunit.artefacts", "target/many-clones")
                    .selectors(DiscoverySelectors.selectClass(OneTest.class)).execute();
            assertThat(results.testEvents().succeeded().count()).as("clone %d", i).isOne();
            Event first = results.testEvents().started().list().getFirst();
            if (i >= UNTIMED) firstTests.add(first.getTimestamp().toEpochMilli() - begin);
            if (i == UNTIMED) before = Left.now();
        }
        firstTests.sort(null);
        System.out.printf("%d clones: first test after %d ms (median), %d to %d ms; before %s, after %s%n", CLONES, firstTests
                .get(firstTests.size() / 2), firstTests.getFirst(), firstTests.getLast(), before, Left.now());
        Left after = Left.now();
        assertThat(after.processes()).isEqualTo(before.processes());
        assertThat(after.temporaryFiles()).isLessThanOrEqualTo(before.temporaryFiles());
        assertThat(after.threads()).isLessThanOrEqualTo(before.threads());
    }

    /** What could be left of a machine. */
    private record Left(long processes, long temporaryFiles, int threads) {
        static Left now() throws IOException {
            try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
                return new Left(ProcessHandle.current().descendants().count(), files.count(), Thread.getAllStackTraces().size());
            }
        }
    }
}
