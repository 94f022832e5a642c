package io.github.blkunit.perf.run;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The jars and folders that classes come from. */
public final class ClassPlaces {
    /** By name, since some are not for the host. blkunit, the ublk server, its command line, JSON, and what fio's results implement. */
    private static final List<String> MEASURING = List.of("io.github.blkunit.guest.AgentMain",
            "io.github.blkunit.ublk.cli.Main", "picocli.CommandLine", "com.fasterxml.jackson.databind.ObjectMapper",
            "com.fasterxml.jackson.core.JsonFactory", "com.fasterxml.jackson.annotation.JsonTypeInfo",
            "org.assertj.core.api.AssertProvider");
    /** What methods of a test class may name in their signatures. */
    private static final List<String> TESTING = List.of("org.junit.jupiter.api.Test",
            "org.junit.platform.commons.JUnitException");
    private static final List<String> DRIVING = MEASURING.subList(0, 3);

    private ClassPlaces() {}

    /**
     * What the measuring program needs.
     *
     * @param testClass class that gives the workloads, empty if none
     */
    public static List<Path> ofMeasuring(String testClass) {
        Set<Path> places = new LinkedHashSet<>(of(MEASURING));
        if (!testClass.isEmpty()) {
            places.addAll(of(TESTING));
            places.add(of(testClass));
        }
        return List.copyOf(places);
    }

    /** What a driver of this build needs: its own place first. */
    public static List<Path> ofDriver(String driver) {
        Set<Path> places = new LinkedHashSet<>(List.of(of(driver)));
        places.addAll(of(DRIVING));
        return List.copyOf(places);
    }

    /** As {@link #ofDriver}, for a driver that may be on no class path of this JVM: then only blkunit's own places. */
    public static List<Path> ofDriverOrNone(String driver) {
        try {
            return ofDriver(driver);
        } catch (IllegalArgumentException e) {
            return of(DRIVING); // the build's folders hold it, or the guest will say that nothing does
        }
    }

    /**
     * The place of one class.
     *
     * @throws IllegalArgumentException if it is on no class path, or in no file
     */
    public static Path of(String className) {
        try {
            Class<?> type = Class.forName(className, false, Thread.currentThread().getContextClassLoader());
            CodeSource source = type.getProtectionDomain().getCodeSource();
            if (source == null || source.getLocation() == null) {
                throw new IllegalArgumentException("cannot tell which jar holds class=" + className);
            }
            return Path.of(source.getLocation().toURI()).toAbsolutePath().normalize();
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("not on the class path: class=" + className
                    + "; classes of your own are put there by the environment variable BLKUNIT_CLASSPATH", e);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("in no file: class=" + className, e);
        }
    }

    private static List<Path> of(List<String> names) {
        Set<Path> places = new LinkedHashSet<>();
        for (String name : names) { places.add(of(name)); }
        return List.copyOf(places);
    }
}
