package io.github.blkunit.extension;

import io.github.blkunit.counts.Reference;
import io.github.blkunit.driver.GuestArtefacts;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Attaches what tests leave among the {@linkplain GuestArtefacts artefacts}, such as fio's reports, to the test that left it. */
public final class ArtefactsExtension implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    @Override
    public void beforeEach(ExtensionContext context) {
        Reference.updating(context.getConfigurationParameter(Reference.UPDATE).map(Boolean::parseBoolean).orElse(false));
    }

    @Override
    public void afterEach(ExtensionContext context) { publish(context); }

    /** What was left before the first and after the last test belongs to the class. */
    @Override
    public void afterAll(ExtensionContext context) { publish(context); }

    private static void publish(ExtensionContext context) {
        for (Path file : GuestArtefacts.drain()) {
            if (!Files.exists(file)) { continue; } // its test has taken it away again
            MediaType type = file.toString().endsWith(".json") ? MediaType.APPLICATION_JSON : MediaType.TEXT_PLAIN_UTF_8;
            context.publishFile(String.valueOf(file.getFileName()), type, target -> Files.copy(file, target));
        }
    }
}
