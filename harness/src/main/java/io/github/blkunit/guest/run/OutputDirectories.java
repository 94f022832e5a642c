package io.github.blkunit.guest.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;

/** A directory per test for the files it publishes; names are short, the host gives them better ones. */
final class OutputDirectories implements OutputDirectoryCreator {
    private final Path root;
    private final AtomicInteger number = new AtomicInteger();

    OutputDirectories(Path root) { this.root = root; }

    @Override
    public Path getRootDirectory() { return root; }

    @Override
    public Path createOutputDirectory(TestDescriptor node) throws IOException {
        return Files.createDirectories(root.resolve("published-" + number.incrementAndGet()));
    }
}
