package io.github.blkunit.guest;

import java.util.function.Consumer;

/**
 * Runs tests in a class loader that holds the host's class path and, beside the JDK, nothing else. Of the agent's own classes the tests see
 * the copies on the host's class path; the two sides share only JDK types, and pass encoded messages.
 */
final class IsolatedRunner implements RunnerFactory.Runner {
    static final RunnerFactory FACTORY = IsolatedRunner::create;
    private static final String RUNNER = "io.github.blkunit.guest.run.TestRunner";

    private final TestClassLoader loader;
    private final Consumer<byte[]> runner;

    private IsolatedRunner(TestClassLoader loader, Consumer<byte[]> runner) {
        this.loader = loader;
        this.runner = runner;
    }

    @SuppressWarnings("unchecked") // the runner says so itself
    private static IsolatedRunner create(GuestClassPath classPath, Consumer<byte[]> sink) throws ReflectiveOperationException {
        // Never closed: it lives as long as the JVM, threads of tests included.
        TestClassLoader loader = new TestClassLoader(classPath.archives());
        if (!loader.adopt(classPath)) throw new IllegalStateException("a new class loader takes any directories");
        Object runner = loader.loadClass(RUNNER).getConstructor(Consumer.class).newInstance(sink);
        return new IsolatedRunner(loader, (Consumer<byte[]>) runner);
    }

    @Override
    public boolean adopt(GuestClassPath classPath) {
        return loader.adopt(classPath);
    }

    @Override
    public void accept(byte[] message) {
        runner.accept(message);
    }
}
