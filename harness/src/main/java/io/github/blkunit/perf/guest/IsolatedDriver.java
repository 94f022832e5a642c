package io.github.blkunit.perf.guest;

import io.github.blkunit.ByteSize;
import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.driver.Driver;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.perf.guest.BootPlan.SidePlan;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A driver of another build, behind a class loader that sees nothing of ours: two builds of one class run side by side, and a server
 * in a JVM of its own gets the class path of its build. Everything is called by reflection since the types of the two worlds differ.
 */
final class IsolatedDriver {
    private static final String OPTIONS = "blkunit.ublk.java-options";

    private final SidePlan side;
    private final URLClassLoader classes;

    IsolatedDriver(SidePlan side, List<Path> jars) {
        this.side = side;
        List<URL> urls = new ArrayList<>();
        for (int number : side.classPath()) { urls.add(url(jars.get(number))); }
        this.classes = new URLClassLoader("blkunit-" + side.driver(), urls.toArray(URL[]::new), ClassLoader
                .getPlatformClassLoader());
    }

    /** A fresh device; the caller takes it down. */
    Running up(BootPlan plan) throws DriverException, InterruptedException {
        System.setProperty(OPTIONS, side.javaOptions());
        try {
            Class<?> size = classes.loadClass(ByteSize.class.getName());
            Class<?> configuration = classes.loadClass(DeviceConfiguration.class.getName());
            Object wanted = configuration.getConstructor(int.class, int.class, size, int.class).newInstance(plan.queues(), plan
                    .depth(), size.getMethod("parse", String.class).invoke(null, plan.size()), plan.logicalBlockSize());
            Object driver = classes.loadClass(side.driver()).getConstructor().newInstance();
            Object running = classes.loadClass(Driver.class.getName()).getMethod("up", configuration).invoke(driver, wanted);
            Class<?> type = classes.loadClass("io.github.blkunit.driver.RunningDriver");
            return new Running(running, type, (Path) type.getMethod("node").invoke(running));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof InterruptedException stopped) { throw stopped; }
            throw new DriverException("the driver did not come up: driver=" + side.driver() + ": " + e.getCause(), e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new DriverException("no driver that this blkunit can use: driver=" + side.driver() + ", class path="
                    + List.of(classes.getURLs()) + ": " + e, e);
        } finally {
            System.clearProperty(OPTIONS);
        }
    }

    /** A device of the other world. */
    record Running(Object driver, Class<?> type, Path node) implements AutoCloseable {
        @Override
        public void close() throws DriverException {
            try {
                type.getMethod("close").invoke(driver);
            } catch (InvocationTargetException e) {
                throw new DriverException("the driver did not go down: node=" + node + ": " + e.getCause(), e);
            } catch (ReflectiveOperationException e) {
                throw new DriverException("the driver cannot be closed: node=" + node + ": " + e, e);
            }
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("no URL: " + jar, e);
        }
    }
}
