package io.github.blkunit.counts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * On the host: writes what tests have counted into the project's reference file, if the run was asked to ({@link Reference#UPDATE}).
 * Found by the JUnit Platform through {@code ServiceLoader}.
 */
public final class ReferenceUpdater implements TestExecutionListener {
    private final Path file;
    private @Nullable TestPlan updating;

    /** For the JUnit Platform: the file is {@code src/test/resources/counts.json} of the project whose tests run. */
    public ReferenceUpdater() {
        this(Path.of("src/test/resources", Reference.FILE));
    }

    ReferenceUpdater(Path file) { this.file = file; }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        updating = plan.getConfigurationParameters().getBoolean(Reference.UPDATE).orElse(false) ? plan : null;
    }

    @Override
    public void fileEntryPublished(TestIdentifier test, FileEntry entry) {
        String name = String.valueOf(entry.getPath().getFileName());
        if (updating == null || !name.startsWith(ReferenceFile.ARTEFACT + "-") || !name.endsWith(".json")) { return; }
        try {
            take(Files.readString(entry.getPath()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot update " + file + " from " + entry.getPath(), e);
        }
    }

    void take(String counted) throws IOException {
        ReferenceFile now = Files.exists(file) ? ReferenceFile.parse(Files.readString(file)) : ReferenceFile.parse("{}");
        ReferenceFile newer = ReferenceFile.parse(counted);
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) { Files.createDirectories(folder); }
        Files.writeString(file, now.with(newer).toJson());
        System.out.println("blkunit: updated " + file + ": " + newer.entries().keySet());
    }
}
