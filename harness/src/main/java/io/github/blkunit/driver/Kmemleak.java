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

    private final Path file;
    private final Duration age;

    private Kmemleak(Path file, Duration age) {
        this.file = file;
        this.age = age;
    }

    /** Forgets all that was lost before; empty if this kernel does not detect leaks. From now on it scans only when {@link #requireNone} asks it to. */
    public static Optional<Kmemleak> fromNow() throws DriverException {
        return fromNow(FILE, OLD_ENOUGH);
    }

    static Optional<Kmemleak> fromNow(Path file, Duration age) throws DriverException {
        if (!Files.exists(file)) return Optional.empty();
        try {
            SysfsFile.write(file, "scan=off");
            SysfsFile.write(file, "clear");
            return Optional.of(new Kmemleak(file, age));
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
            // Twice, since a pointer may have been in a register during the first scan.
            if (objectsIn(scan()) == 0) return;
            String found = scan();
            long objects = objectsIn(found);
            if (objects == 0) return;
            throw new DriverException("the class loses kernel memory: objects=" + objects + ", from " + file + ":\n"
                    + String.join("\n", found.lines().limit(LINES).toList()));
        } catch (IOException e) {
            throw new DriverException("cannot look for lost kernel memory: " + e.getMessage(), e);
        }
    }

    private static long objectsIn(String reports) { return OBJECT.matcher(reports).results().count(); }

    private String scan() throws IOException {
        SysfsFile.write(file, "scan");
        return SysfsFile.read(file);
    }
}
