package io.github.blkunit.blktests.support;

import io.github.blkunit.SysfsFile;
import io.github.blkunit.TimeScale;
import io.github.blkunit.driver.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * A control group of version 2 below the root. Closing removes it, after its processes have gone; controllers that it enabled
 * in its parent are disabled again.
 */
public final class Cgroup implements AutoCloseable {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final String CONTROL = "cgroup.subtree_control";
    private static final Duration EMPTYING = Duration.ofSeconds(20);

    private final Path folder;
    private final String disableInParent;

    private Cgroup(Path folder, String disableInParent) {
        this.folder = folder;
        this.disableInParent = disableInParent;
    }

    /** Whether groups can have that controller, such as {@code io}. */
    public static boolean hasController(String name) {
        return lists(ROOT.resolve("cgroup.controllers"), name);
    }

    /** Makes a group below the root, with that controller. */
    public static Cgroup create(String name, String controller) throws IOException {
        return create(ROOT, name, controller);
    }

    /** Makes a group in this one, with that controller. */
    public Cgroup child(String name, String controller) throws IOException {
        return create(folder, name, controller);
    }

    private static Cgroup create(Path parent, String name, String controller) throws IOException {
        boolean enabled = lists(parent.resolve(CONTROL), controller);
        if (!enabled) { SysfsFile.write(parent.resolve(CONTROL), "+" + controller); }
        String undo = enabled ? "" : "-" + controller;
        try {
            return new Cgroup(Files.createDirectory(parent.resolve(name)), undo);
        } catch (IOException e) {
            if (!enabled) { SysfsFile.write(parent.resolve(CONTROL), undo); }
            throw new IOException("cannot make control group " + parent.resolve(name) + ": " + e, e);
        }
    }

    /** Moves a process, with all its threads, into this group. */
    public void add(ProcessHandle process) throws IOException {
        SysfsFile.write(folder.resolve("cgroup.procs"), Long.toString(process.pid()));
    }

    @Override
    public void close() throws IOException {
        if (!Await.uninterruptibly(TimeScale.deadline(EMPTYING), () -> Files.readString(folder.resolve("cgroup.procs"))
                .isEmpty())) {
            throw new IOException("control group " + folder + " still has processes: " + Files.readString(folder.resolve(
                    "cgroup.procs")).strip().replace('\n', ' '));
        }
        Files.delete(folder);
        if (!disableInParent.isEmpty()) { SysfsFile.write(folder.resolveSibling(CONTROL), disableInParent); }
    }

    private static boolean lists(Path file, String word) {
        try {
            return Files.isReadable(file) && Arrays.asList(SysfsFile.read(file).split(" ", -1)).contains(word);
        } catch (IOException e) {
            return false; // no such hierarchy, so no such controller
        }
    }
}
