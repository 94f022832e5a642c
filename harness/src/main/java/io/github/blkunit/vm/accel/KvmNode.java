package io.github.blkunit.vm.accel;

import io.github.blkunit.vm.Availability;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Collectors;

/** The device node of KVM on this host. That it opens does not mean that KVM works: see {@link KvmProbe}. */
public class KvmNode {
    private final Path path;

    /** {@code /dev/kvm}. */
    public KvmNode() { this(Path.of("/dev/kvm")); }

    KvmNode(Path path) { this.path = path; }

    /** Whether the node can be opened. */
    public Availability availability() {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Availability.Usable(path + " opens" + (channel.isOpen() ? "" : " no more"));
        } catch (NoSuchFileException e) {
            return new Availability.Missing(
                    "there is no " + path
                            + " (no virtualization in this processor or virtual machine, or the module kvm is not loaded)");
        } catch (AccessDeniedException e) {
            return new Availability.Missing("no permission to open " + path
                    + " (join its group, e.g. sudo usermod -aG kvm $USER)");
        } catch (IOException e) {
            return new Availability.Missing(path + " does not open: " + e.getMessage());
        }
    }

    /** Changes when the answer of a probe may change: kernel, processor, node. */
    public String identity() {
        return lines("/proc/version", "") + lines("/proc/cpuinfo",
                "vendor_id|cpu family|model|model name|stepping|microcode|flags") + nodeIdentity();
    }

    private String nodeIdentity() {
        try {
            Map<String, Object> node = Files.readAttributes(path, "unix:ino,rdev,uid,gid,mode");
            return node.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(Object::toString).collect(Collectors.joining(
                    " "));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The first line for each of the wanted names; all lines if no names are given. */
    private static String lines(String file, String names) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> names.isEmpty() || line.matches("(" + names + ")\\s*:.*")).distinct()
                    .collect(Collectors.joining("\n", "", "\n"));
        } catch (IOException e) {
            return e + "\n";
        }
    }
}
