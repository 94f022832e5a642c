package io.github.blkunit.blktests.support;

import io.github.blkunit.TimeScale;
import io.github.blkunit.driver.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test after which there is a disk, a mount, a control group or a null_blk folder more than before it. What goes a
 * moment after the test, as SCSI disks do, is waited for.
 */
public final class LeavesNothing implements BeforeEachCallback, AfterEachCallback {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(LeavesNothing.class);
    private static final Duration GOING = Duration.ofSeconds(10);
    private static final Path DISKS = Path.of("/sys/block");
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");
    private static final Path NULL_DISKS = Path.of("/sys/kernel/config/nullb");

    private record Before(Set<String> things) {}

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        context.getStore(NAMESPACE).put(Before.class, new Before(present()));
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException, InterruptedException {
        Before before = context.getStore(NAMESPACE).remove(Before.class, Before.class);
        if (before == null || Await.until(TimeScale.deadline(GOING), () -> left(before).isEmpty())) { return; }
        Optional<Throwable> failure = context.getExecutionException();
        AssertionError left = new AssertionError("the test left something behind: " + String.join(", ", left(before)));
        failure.ifPresent(left::addSuppressed);
        throw left;
    }

    private static Set<String> left(Before before) throws IOException {
        Set<String> now = present();
        now.removeAll(before.things());
        return now;
    }

    private static Set<String> present() throws IOException {
        Set<String> things = new TreeSet<>();
        for (Path disk : Folders.entries(DISKS, "*")) {
            if (!isUnusedLoop(disk)) { things.add("disk " + disk.getFileName()); }
        }
        Folders.folders(NULL_DISKS, "*").forEach(folder -> things.add("null_blk folder " + folder.getFileName()));
        Folders.folders(GROUPS, "*").forEach(group -> things.add("control group " + group.getFileName()));
        things.addAll(Files.readString(Path.of("/proc/self/mounts")).lines().map(line -> "mount " + line.split(" ", 3)[1])
                .collect(Collectors.toSet()));
        return things;
    }

    /** The loop driver keeps its nodes; what counts is whether something is attached. */
    private static boolean isUnusedLoop(Path disk) {
        return disk.getFileName().toString().startsWith("loop") && !Files.exists(disk.resolve("loop/backing_file"));
    }
}
