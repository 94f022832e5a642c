package io.github.blkunit.perf.run;

import io.github.blkunit.driver.Driver;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a side's class path holds its driver: asked before a machine is booted for it. Runs no code of the driver. */
final class DriverClass {
    private DriverClass() {}

    /** @throws IllegalArgumentException if the class is not there, is no driver, or cannot be made; says what to write */
    static void check(Side side) {
        try (URLClassLoader classes = new URLClassLoader(urls(side.classPath()), ClassLoader.getPlatformClassLoader())) {
            Class<?> type = Class.forName(side.driver(), false, classes);
            if (!Class.forName(Driver.class.getName(), false, classes).isAssignableFrom(type)) {
                throw wrong(side, "does not implement " + Driver.class.getName(), null);
            }
            if (!Modifier.isPublic(type.getModifiers()) || !Modifier.isPublic(type.getConstructor().getModifiers())) {
                throw wrong(side, "is not public", null);
            }
        } catch (ClassNotFoundException e) {
            throw wrong(side, "is not there: write its whole name, and see that the build makes it", e);
        } catch (NoSuchMethodException e) {
            throw wrong(side, "has no public constructor without parameters", e);
        } catch (LinkageError | java.io.IOException e) {
            throw wrong(side, "cannot be loaded: " + e, e);
        }
    }

    private static IllegalArgumentException wrong(Side side, String what, @Nullable Throwable cause) {
        return new IllegalArgumentException("the driver " + what + ": driver=" + side.driver() + ", build=" + side.label()
                + ", class path=" + side.classPath(), cause);
    }

    private static URL[] urls(List<Path> places) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (Path place : places) { urls.add(place.toUri().toURL()); }
        return urls.toArray(URL[]::new);
    }
}
