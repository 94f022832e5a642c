package io.github.blkunit.blktests.support;

import io.github.blkunit.TimeScale;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Makes the JUnit configuration parameters that the tests' helpers look for system properties of the JVM that runs them. */
public final class GuestSettings implements BeforeEachCallback {
    private static final List<String> NAMES = List.of(TimeScale.PROPERTY, Timeout.PROPERTY, Zoned.PROPERTY);

    @Override
    public void beforeEach(ExtensionContext context) {
        for (String name : NAMES) {
            context.getConfigurationParameter(name).ifPresent(value -> System.setProperty(name, value));
        }
    }
}
