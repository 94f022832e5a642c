package io.github.blkunit.vm;

import io.github.blkunit.ByteSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How much memory this host can give to a machine. */
public final class HostMemory {
    /** What QEMU needs besides the guest's memory: code, translation cache, disk cache. */
    private static final ByteSize OVERHEAD = ByteSize.mib(96);

    private final Path proc;
    private final Path cgroups;

    /** This host. */
    public HostMemory() { this(Path.of("/proc"), Path.of("/sys/fs/cgroup")); }

    HostMemory(Path proc, Path cgroups) {
        this.proc = proc;
        this.cgroups = cgroups;
    }

    /**
     * Memory that can be had without swapping, within the control group's limit; nothing if the host does not say.
     */
    public Optional<ByteSize> available() {
        try {
            long free = Files.readAllLines(proc.resolve("meminfo")).stream().filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10).findFirst().orElse(-1);
            return free < 0 ? Optional.empty() : Optional.of(new ByteSize(Math.min(free, leftInControlGroup())));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty(); // not a reason to refuse: QEMU says itself when it gets no memory
        }
    }

    /**
     * Refuses a machine that would not fit.
     *
     * @throws MachineFault if there is less than {@code wanted} memory and what QEMU itself needs; says what to set
     */
    public void require(ByteSize wanted) throws MachineFault {
        Optional<ByteSize> available = available();
        if (available.isEmpty() || wanted.bytes() + OVERHEAD.bytes() <= available.get().bytes()) {
            return;
        }
        long possible = Math.max(0, available.get().bytes() - OVERHEAD.bytes()) >> 20;
        String cure = possible < 256 ? "end other programs"
                : "set blkunit.memory to at most " + possible / 64 * 64 + "M, or end other programs";
        throw new MachineFault("not enough memory for the machine: memory=" + wanted + ", available=" + (available.get().bytes()
                >> 20)
                + "M, QEMU itself needs " + OVERHEAD + ": " + cure);
    }

    private long leftInControlGroup() throws IOException {
        Path own = proc.resolve("self/cgroup");
        if (!Files.isReadable(own)) {
            return Long.MAX_VALUE;
        }
        long left = Long.MAX_VALUE;
        Optional<String> name = Files.readAllLines(own).stream().filter(line -> line.startsWith("0::/")).map(line -> line
                .substring(4))
                .findFirst();
        for (Path group = cgroups.resolve(name.orElse("")).normalize(); group.startsWith(cgroups); group = group
                .resolve("..").normalize()) {
            Path limit = group.resolve("memory.max");
            Path used = group.resolve("memory.current");
            if (Files.isReadable(limit) && Files.isReadable(used)) {
                String most = Files.readString(limit).strip();
                if (!most.equals("max")) {
                    left = Math.min(left, Math.max(0, Long.parseLong(most) - Long.parseLong(Files.readString(used).strip())));
                }
            }
            if (group.equals(cgroups)) {
                break;
            }
        }
        return left;
    }
}
