package io.github.blkunit.guest.run;

import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.discoveryRequest;

import io.github.blkunit.wire.Failure;
import io.github.blkunit.wire.Message;
import io.github.blkunit.wire.MessageCodec;
import io.github.blkunit.extension.Turn;
import io.github.blkunit.wire.RunMessage.CancelRun;
import io.github.blkunit.wire.RunMessage.Proceed;
import io.github.blkunit.wire.RunMessage.RunFinished;
import io.github.blkunit.wire.RunMessage.RunTests;
import io.github.blkunit.wire.WireException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherExecutionRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Executes tests with Jupiter and sends what happens. Takes encoded {@code RunMessage}s: a {@code RunTests} is executed by the calling
 * thread, a {@code Proceed} and a {@code CancelRun} come from another one.
 */
public final class TestRunner implements Consumer<byte[]> {
    private static final String JUPITER = "junit-jupiter";
    private final Sink sink;
    private final KernelLogs kernelLogs;
    private @Nullable Launcher launcher;
    private volatile @Nullable CancellationToken running;

    /** @param encoded takes encoded messages for the host, from any thread */
    public TestRunner(Consumer<byte[]> encoded) {
        this(encoded, KernelLogs.ofThisMachine());
    }

    /** @param kernelLogs where the kernel's log of this machine is */
    public TestRunner(Consumer<byte[]> encoded, KernelLogs kernelLogs) {
        this.sink = new Sink(encoded);
        this.kernelLogs = kernelLogs;
    }

    @Override
    public void accept(byte[] encoded) {
        try {
            Message message = MessageCodec.decode(encoded);
            if (message instanceof RunTests request) {
                run(request);
            } else if (message instanceof Proceed turn) {
                Turn.come(turn.run());
            } else if (message instanceof CancelRun cancel) {
                CancellationToken token = running;
                if (token != null) token.cancel();
                Turn.come(cancel.run()); // to be cancelled, it has to go on
            } else {
                throw new IllegalArgumentException("not for a test runner: " + message);
            }
        } catch (WireException e) {
            throw new IllegalStateException("agent and test runner do not understand each other", e);
        }
    }

    private void run(RunTests request) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(TestRunner.class.getClassLoader());
        Failure problem;
        try (OutputCapture output = OutputCapture.install(sink)) {
            problem = execute(request, output);
        } catch (Throwable e) { // anything, or the host would wait for an end that never comes
            problem = FailureRecorder.record(e);
        } finally {
            running = null;
            thread.setContextClassLoader(before);
        }
        sink.send(new RunFinished(request.run(), problem));
    }

    private @Nullable Failure execute(RunTests request, OutputCapture output) throws IOException {
        CancellationToken token = CancellationToken.create();
        running = token;
        Path directory = Files.createTempDirectory("blkunit-run-");
        String before = System.getProperty(Artefacts.PROPERTY);
        try (KernelMarks marks = kernelLogs.watched(sink)) {
            EventSender events = new EventSender(sink, output, new Artefacts(sink, directory), marks);
            LauncherExecutionRequest execution = discoveryRequest().selectors(selectors(request))
                    .configurationParameters(request.parameters()).outputDirectoryCreator(new OutputDirectories(directory))
                    .forExecution().listeners(events).cancellationToken(token).build();
            launcher().execute(execution);
            return events.problem();
        } finally {
            if (before == null) {
                System.clearProperty(Artefacts.PROPERTY);
            } else {
                System.setProperty(Artefacts.PROPERTY, before);
            }
            delete(directory); // its files have gone to the host with the events
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static List<DiscoverySelector> selectors(RunTests request) {
        List<DiscoverySelector> selectors = new ArrayList<>();
        for (String identifier : request.selectors()) {
            selectors.add(DiscoverySelectors.parse(identifier)
                    .orElseThrow(() -> new IllegalArgumentException("no such kind of selector: " + identifier)));
        }
        return selectors;
    }

    /** Made once: looking for engines and extensions costs as much as a small class. */
    private Launcher launcher() {
        Launcher made = launcher;
        if (made == null) {
            made = ofJupiter();
            launcher = made;
        }
        return made;
    }

    /** Jupiter and nothing else: no filter that hides the classes on the host, no listener that reports to the host's file system. */
    private static Launcher ofJupiter() {
        return LauncherFactory.create(LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .addTestEngines(jupiter())
                .build());
    }

    private static TestEngine jupiter() {
        for (TestEngine engine : ServiceLoader.load(TestEngine.class)) {
            if (engine.getId().equals(JUPITER)) return engine;
        }
        throw new IllegalStateException(
                "JUnit Jupiter's engine is not on the test class path (dependency org.junit.jupiter:junit-jupiter)");
    }
}
