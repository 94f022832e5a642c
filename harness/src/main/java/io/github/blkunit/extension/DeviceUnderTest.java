package io.github.blkunit.extension;

import io.github.blkunit.Device;
import io.github.blkunit.driver.Driver;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.RunningDriver;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.junit.jupiter.api.extension.ParameterResolutionException;

/**
 * The device of one class, or why there is none; tried once. Kept in the store of the top-level class, which closes it if
 * nobody has done so before.
 */
final class DeviceUnderTest implements AutoCloseable {
    private final ExtensionContext context;
    private final @Nullable RunningDriver running;
    private final @Nullable Exception problem;
    private final LeakCheck leaks;
    private boolean closed;

    private DeviceUnderTest(ExtensionContext context, LeakCheck leaks, @Nullable RunningDriver running,
            @Nullable Exception problem) {
        this.context = context;
        this.leaks = leaks;
        this.running = running;
        this.problem = problem;
    }

    static DeviceUnderTest bringUp(ExtensionContext context) {
        LeakCheck leaks = LeakCheck.none();
        try {
            leaks = LeakCheck.here();
            Driver driver = driver(GuestParameters.driver(context::getConfigurationParameter));
            RunningDriver running = driver.up(GuestParameters.configuration(context::getConfigurationParameter));
            DeviceUnderTest device = new DeviceUnderTest(context, leaks, running, null);
            Turn.await(context::getConfigurationParameter);
            return device;
        } catch (DriverException | RuntimeException e) {
            return new DeviceUnderTest(context, leaks, null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new DeviceUnderTest(context, leaks, null, e);
        }
    }

    Device device() throws Exception {
        if (problem != null) throw problem;
        return deviceOrProblem();
    }

    Device deviceOrProblem() {
        if (running == null) {
            String message = "the device did not come up: " + problem;
            throw problem == null ? new ParameterResolutionException(message) : new ParameterResolutionException(message,
                    problem);
        }
        return Device.of(running);
    }

    @Override
    public void close() throws DriverException {
        if (running == null || closed) return;
        closed = true;
        try {
            running.close();
        } finally {
            for (Path log : running.logs()) publish(log);
        }
        leaks.requireNone();
    }

    private void publish(Path log) {
        if (!Files.exists(log)) return;
        context.publishFile(String.valueOf(log.getFileName()), MediaType.TEXT_PLAIN_UTF_8, target -> Files.copy(log, target));
    }

    private static Driver driver(String className) throws DriverException {
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            return Class.forName(className, true, loader).asSubclass(Driver.class).getConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            throw new DriverException("cannot make the driver: class=" + className
                    + " (it needs a public constructor without parameters, and a class path that is complete in the guest)", e);
        }
    }
}
