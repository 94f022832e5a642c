package io.github.blkunit.vm.accel;

import io.github.blkunit.vm.Availability;
import io.github.blkunit.vm.MachineFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/** Remembers in the cache folder what a probe found. A bad answer is forgotten after a day, since somebody may have repaired it. */
public final class KvmMemory {
    private static final Duration BAD_ANSWER_COUNTS = Duration.ofDays(1);
    private static final String WORKS = "works";
    private static final String FAILS = "fails";

    private final Path folder;
    private final Clock clock;

    /** @param cache folder of blkunit's cache */
    public KvmMemory(Path cache, Clock clock) {
        this.folder = cache.resolve("kvm");
        this.clock = clock;
    }

    Optional<Availability> find(String key) {
        Path file = file(key);
        try {
            if (!Files.isReadable(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            if (lines.size() < 2) {
                return Optional.empty(); // not one of ours: probe again and replace it
            }
            if (lines.get(0).equals(WORKS)) {
                return Optional.of(new Availability.Usable(lines.get(1)));
            }
            boolean recent = Files.getLastModifiedTime(file).toInstant().isAfter(clock.instant().minus(BAD_ANSWER_COUNTS));
            return recent && lines.get(0).equals(FAILS) ? Optional.of(new Availability.Missing(lines.get(1))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // what cannot be read is found out again
        }
    }

    void keep(String key, Availability found) throws MachineFault {
        String text = (found instanceof Availability.Usable ? WORKS : FAILS) + "\n" + found.reason().replace('\n', ' ') + "\n";
        try {
            Files.createDirectories(folder);
            Path unfinished = Files.createTempFile(folder, "unfinished-", ".txt");
            try {
                Files.writeString(unfinished, text);
                Files.move(unfinished, file(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new MachineFault("the cache cannot be written: folder=" + folder + ": " + e
                    + ". Free some space or set blkunit.cache.", e);
        }
    }

    private Path file(String key) {
        return folder.resolve(DigestUtils.sha256Hex(key).substring(0, 32) + ".txt");
    }
}
