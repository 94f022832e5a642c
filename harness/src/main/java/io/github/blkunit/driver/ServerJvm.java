package io.github.blkunit.driver;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The command line of a server in a JVM of its own: this JVM's {@code java}, class path by the classes that are needed. */
final class ServerJvm {
    /** System property with more options for the server's JVM, separated by blanks. */
    static final String OPTIONS = "blkunit.ublk.java-options";

    /**
     * Small heap, one collector thread: the server allocates nothing per request and shares few CPUs with the test. What runs less than a thousand times is not worth
     * compiling: it is the start, of which compilers took more than half in an emulated machine; what serves requests runs more often within the first second.
     */
    private static final List<String> DEFAULTS = List.of("-XX:+UseSerialGC", "-Xmx128m", "-XX:Tier3InvocationThreshold=1000",
            "-XX:Tier3MinInvocationThreshold=500", "-XX:Tier3CompileThreshold=10000", "--enable-native-access=ALL-UNNAMED");

    private ServerJvm() {}

    static List<String> command(String mainClass, String classPath) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(DEFAULTS);
        command.add("-Dblkunit.ublk.counters=" + System.getProperty("java.io.tmpdir")); // for the package counts
        String more = options();
        if (!more.isEmpty()) { command.addAll(List.of(more.split("\\s+"))); }
        command.addAll(List.of("-cp", classPath, mainClass));
        return command;
    }

    /** What the user adds. */
    static String options() { return System.getProperty(OPTIONS, "").strip(); }

    /** Jars and directories that hold the classes, in their order. Initialises none of them. */
    static String classPathOf(List<String> classNames) throws DriverException {
        return classPathOf(classNames, ServerJvm.class.getClassLoader());
    }

    /** As {@link #classPathOf(List)}, the classes being those of that loader. */
    static String classPathOf(List<String> classNames, @Nullable ClassLoader loader) throws DriverException {
        Set<String> entries = new LinkedHashSet<>();
        for (String name : classNames) {
            entries.add(locationOf(name, loader).toString());
        }
        return String.join(":", entries);
    }

    private static Path locationOf(String className, @Nullable ClassLoader loader) throws DriverException {
        try {
            CodeSource source = Class.forName(className, false, loader).getProtectionDomain()
                    .getCodeSource();
            if (source == null || source.getLocation() == null) {
                throw new DriverException("cannot tell which jar holds " + className + ": its class loader names no code source");
            }
            return Path.of(source.getLocation().toURI());
        } catch (ClassNotFoundException e) {
            throw new DriverException("class " + className
                    + " is not on the class path (add io.github.blkunit:blkunit-ublk-driver "
                    + "and info.picocli:picocli)", e);
        } catch (URISyntaxException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
            throw new DriverException("class " + className + " is in no file of this machine: " + e.getMessage(), e);
        }
    }
}
