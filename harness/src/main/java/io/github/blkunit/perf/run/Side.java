package io.github.blkunit.perf.run;

import java.nio.file.Path;
import java.util.List;

/**
 * A driver of one build.
 *
 * @param label for people
 * @param driver class name of its {@code Driver}
 * @param classPath jars and class folders of that build, in order; blkunit's own included
 * @param javaOptions for the JVM of a server in Java, may be empty
 * @param commit of the build, empty if unknown
 */
public record Side(String label, String driver, List<Path> classPath, String javaOptions, String commit) {
    public Side { classPath = List.copyOf(classPath); }
}
