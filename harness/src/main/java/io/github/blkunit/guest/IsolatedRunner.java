package io.github.blkunit.guest;

import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs tests in a class loader that holds the host's class path and, beside the JDK, nothing else. Of the agent's own classes the tests see
 * the copies on the host's class path; the two sides share only JDK types, and pass encoded messages.
 */
final class IsolatedRunner implements RunnerFactory {
    static final RunnerFactory FACTORY = new IsolatedRunner();
    private static final String RUNNER = "io.github.blkunit.guest.run.TestRunner";

    private IsolatedRunner() {}

    @Override @SuppressWarnings("unchecked") // the runner says so itself
    public Consumer<byte[]> create(List<Path> jars, Consumer<byte[]> sink) throws ReflectiveOperationException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) urls[i] = url(jars.get(i));
        // Never closed: it lives as long as the JVM, threads of tests included.
        ClassLoader loader = new URLClassLoader("blkunit-tests", urls, ClassLoader.getPlatformClassLoader());
        Constructor<?> constructor = loader.loadClass(RUNNER).getConstructor(Consumer.class);
        return (Consumer<byte[]>) constructor.newInstance(sink);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not a path for a class loader: " + jar, e);
        }
    }
}
