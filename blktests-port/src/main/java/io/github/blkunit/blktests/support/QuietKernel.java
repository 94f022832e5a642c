package io.github.blkunit.blktests.support;

import io.github.blkunit.blktests.Upstream;
import io.github.blkunit.driver.Command;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test during which the kernel's log got a complaint. A marker line in the log says where the test began. As upstream,
 * it looks at nothing where the log cannot be written.
 */
public final class QuietKernel implements BeforeEachCallback, AfterEachCallback {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(QuietKernel.class);
    private static final Path LOG = Path.of("/dev/kmsg");
    private static final Duration READING = Duration.ofSeconds(30);

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        Upstream upstream = context.getRequiredTestMethod().getDeclaringClass().getAnnotation(Upstream.class);
        if (upstream == null || !Files.isWritable(LOG)) { return; }
        String marker = "run blktests " + upstream.id() + " " + UUID.randomUUID();
        Files.write(LOG, (marker + "\n").getBytes(StandardCharsets.UTF_8), StandardOpenOption.WRITE);
        context.getStore(NAMESPACE).put(Upstream.class, marker);
    }

    @Override
    public void afterEach(ExtensionContext context) throws DriverException, InterruptedException {
        String marker = context.getStore(NAMESPACE).remove(Upstream.class, String.class);
        if (marker == null) { return; }
        List<String> complaints = KernelComplaint.in(since(marker, Command.of("dmesg").runOrFail(READING).lines().toList()));
        if (!complaints.isEmpty()) {
            throw new AssertionError("the kernel complained during the test:\n    " + String.join("\n    ", complaints));
        }
    }

    /** The lines behind the marker; all of them if it has been pushed out. */
    static List<String> since(String marker, List<String> log) {
        int at = log.size() - 1;
        while (at >= 0 && !log.get(at).contains(marker)) { at--; }
        return log.subList(at + 1, log.size());
    }
}
