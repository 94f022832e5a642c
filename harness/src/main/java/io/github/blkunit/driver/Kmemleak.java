package io.github.blkunit.driver;

import io.github.blkunit.ErrnoException;
import io.github.blkunit.SysfsFile;
import io.github.blkunit.ublk.sys.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The kernel's detector of memory that nothing points to any more, where the kernel has it and it is on: {@code CONFIG_DEBUG_KMEMLEAK}, {@code kmemleak=on}. Source:
 * Documentation/dev-tools/kmemleak.rst.
 */
public final class Kmemleak {
    private static final Path FILE = Path.of("/sys/kernel/debug/kmemleak");
    /** Younger objects are not reported: {@code MSECS_MIN_AGE} in mm/kmemleak.c is 5000. */
    private static final Duration OLD_ENOUGH = Duration.ofMillis(5100);
    private static final Pattern OBJECT = Pattern.compile("^unreferenced object ", Pattern.MULTILINE);
    private static final int LINES = 40;

    private final Detector kernel;
    private final Duration age;

    private Kmemleak(Detector kernel, Duration age) {
        this.kernel = kernel;
        this.age = age;
    }

    /** Forgets all that was lost before; empty if this kernel does not detect leaks. From now on it scans only when {@link #requireNone} asks it to. */
    public static Optional<Kmemleak> fromNow() throws DriverException {
        return Files.exists(FILE) ? fromNow(new DetectorFile(FILE), OLD_ENOUGH) : Optional.empty();
    }

    static Optional<Kmemleak> fromNow(Detector kernel, Duration age) throws DriverException {
        try {
            kernel.tell("scan=off");
            kernel.tell("clear");
            return Optional.of(new Kmemleak(kernel, age));
        } catch (IOException e) {
            if (e instanceof ErrnoException refused && refused.errno().equals(Errno.EPERM)) {
                return Optional.empty(); // built in, but not switched on
            }
            throw new DriverException("cannot start kmemleak: " + e.getMessage(), e);
        }
    }

    /**
     * Lets the kernel look for memory that was lost since {@link #fromNow}; takes more than five seconds.
     *
     * @throws DriverException if there is some; the message has the kernel's first reports, with the stacks that allocated it
     */
    public void requireNone() throws DriverException {
        Await.uninterruptibly(age, () -> false);
        try {
            // The first scan takes the objects' checksums; only those that have not changed since are reported by a later one (kmemleak_scan() in mm/kmemleak.c).
            scan();
            if (objectsIn(scan()) == 0) return;
            // Once more, since a pointer may have been in a register.
            String found = scan();
            long objects = objectsIn(found);
            if (objects == 0) return;
            throw new DriverException("the class loses kernel memory: objects=" + objects + ", from " + kernel + ":\n"
                    + String.join("\n", found.lines().limit(LINES).toList()));
        } catch (IOException e) {
            throw new DriverException("cannot look for lost kernel memory: " + e.getMessage(), e);
        }
    }

    private static long objectsIn(String reports) { return OBJECT.matcher(reports).results().count(); }

    private String scan() throws IOException {
        kernel.tell("scan");
        return kernel.reports();
    }

    /** The kernel's side of the file. */
    interface Detector {
        void tell(String command) throws IOException;

        String reports() throws IOException;
    }

    private record DetectorFile(Path file) implements Detector {
        @Override
        public void tell(String command) throws IOException {
            SysfsFile.write(file, command);
        }

        @Override
        public String reports() throws IOException {
            return SysfsFile.read(file);
        }

        @Override
        public String toString() { return file.toString(); }
    }
}
