package io.github.blkunit.driver;

import io.github.blkunit.TimeScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What there is in a machine before a driver comes up, to be compared with what is there after it has gone. Modules of the kernel's own tree may stay loaded:
 * they are no leak, other modules are.
 *
 * @param devices names of block devices
 * @param modules names of loaded modules that are not of the kernel's own tree
 * @param mounts mount points
 * @param processes numbers and names of processes that are no threads of the kernel
 */
public record MachineState(Set<String> devices, Set<String> modules, Set<String> mounts, Set<String> processes) {
    private static final Duration SETTLING = Duration.ofSeconds(5);
    /** Come and go by themselves. */
    private static final Set<String> NOBODYS = Set.of("(udev-worker)", "systemd-udevd", "udevd", "jspawnhelper", "modprobe",
            "depmod", "sh");

    /** Whether this is one of blkunit's machines, in which nobody else is at work; elsewhere a comparison would say nothing. */
    public static boolean tells() {
        return Files.isDirectory(Path.of("/run/blkunit"));
    }

    /** What is there now. */
    public static MachineState now() throws DriverException {
        try {
            return new MachineState(names(Path.of("/sys/block")), foreignModules(), mountPoints(), userProcesses());
        } catch (IOException e) {
            throw new DriverException("cannot tell what there is in this machine: " + e, e);
        }
    }

    /**
     * Waits until nothing is there that was not there before; things that the kernel or udev clean up by themselves get a few seconds.
     *
     * @return what is there now
     * @throws DriverException if something is left behind; the message names all of it
     */
    public MachineState requireNothingMore() throws DriverException {
        MachineState[] later = {this};
        boolean clean = Await.uninterruptibly(TimeScale.deadline(SETTLING), () -> {
            later[0] = now();
            return leftBehind(later[0]).isEmpty();
        });
        if (!clean) {
            throw new DriverException("the class leaves something behind in the machine: " + String.join("; ", leftBehind(
                    later[0])));
        }
        return later[0];
    }

    /** What the other has more, in words. */
    List<String> leftBehind(MachineState later) {
        List<String> left = new ArrayList<>();
        add(left, "block devices", devices, later.devices);
        add(left, "modules", modules, later.modules);
        add(left, "mounts", mounts, later.mounts);
        add(left, "processes", processes, later.processes);
        return left;
    }

    private static void add(List<String> left, String kind, Set<String> before, Set<String> after) {
        Set<String> more = new TreeSet<>(after);
        more.removeAll(before);
        if (!more.isEmpty()) { left.add(kind + ": " + String.join(", ", more)); }
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            // Some modules keep nodes that nobody uses, of no size: loop, nbd, zram.
            return entries.filter(entry -> !textOf(entry.resolve("size")).equals("0")).map(entry -> entry.getFileName()
                    .toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Modules that taint the kernel as out of tree: their file {@code taint} says O. */
    private static Set<String> foreignModules() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of("/sys/module"))) {
            return modules.filter(module -> textOf(module.resolve("taint")).contains("O")).map(module -> module.getFileName()
                    .toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> mountPoints() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/mounts")).stream().map(line -> List.of(line.split(" ", 3)).get(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> userProcesses() throws IOException {
        Set<String> nobodys = new TreeSet<>(Set.of(Long.toString(ProcessHandle.current().pid())));
        ServerProcess.standingBy().map(Object::toString).ifPresent(nobodys::add);
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            return entries.filter(entry -> Character.isDigit(entry.getFileName().toString().charAt(0))).filter(entry -> !nobodys
                    .contains(entry.getFileName().toString())).map(MachineState::describe).filter(text -> !text.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Number and name, empty for what does not count. Threads of the kernel, the most of all, have no memory map, so their {@code cmdline} is empty. */
    private static String describe(Path process) {
        if (textOf(process.resolve("cmdline")).isEmpty()) return "";
        String name = textOf(process.resolve("comm"));
        return name.isEmpty() || NOBODYS.contains(name) ? "" : process.getFileName() + " (" + name + ")";
    }

    private static String textOf(Path file) {
        try {
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8).strip();
        } catch (IOException gone) {
            return ""; // there is none, or it went while we were looking
        }
    }
}
